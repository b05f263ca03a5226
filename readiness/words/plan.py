"""The words of the plan, in English and French."""

from __future__ import annotations

PLAN: dict[str, tuple[str, str]] = {
    # the sentence
    "w_reached": (
        "The least that gets you to “{title}”: {steps}, {effort}.",
        "Le moins qu'il faut pour atteindre « {title} » : {steps}, {effort}.",
    ),
    "w_reached_unproved": (
        "A way to “{title}”: {steps}, {effort}. There may be a shorter one.",
        "Un chemin vers « {title} » : {steps}, {effort}. Il en existe peut-être un plus court.",
    ),
    "w_met_level": ("“{title}” is reached already.", "« {title} » est déjà atteint."),
    "w_met_stance": (
        "“{title}” is already the course that fits.",
        "« {title} » est déjà la voie qui convient.",
    ),
    "w_following": (
        "What comes next: “{title}” (--to {target}).",
        "La suite : « {title} » (--to {target}).",
    ),
    "w_over_budget": (
        "A budget of {budget} does not reach “{title}”, which takes {needed}.",
        "Un budget de {budget} ne suffit pas pour « {title} », qui demande {needed}.",
    ),
    "w_buys": (
        "It buys {n} of the {all} steps on the way, for {effort}; {left} then remain to be done.",
        "Il permet {n} des {all} étapes du chemin, pour {effort}; il en reste ensuite pour {left}.",
    ),
    "w_buys_one": (
        "It buys {n} of the {all} steps on the way, for {effort}; {left} then remains to be done.",
        "Il permet {n} des {all} étapes du chemin, pour {effort}; il en reste ensuite pour {left}.",
    ),
    "w_buys_nothing": (
        "It buys no step.",
        "Il ne permet aucune étape.",
    ),
    "w_cheapest": (
        "The cheapest step on the way takes {effort}.",
        "L'étape la moins coûteuse du chemin demande {effort}.",
    ),
    "w_unreachable_unproved": (
        "No way to “{title}” by better answers alone was found; it is not proved that there is none.",
        "Aucun chemin vers « {title} » par de meilleures réponses seules n'a été trouvé; il n'est pas prouvé qu'il n'y en a pas.",
    ),
    "w_unreachable": (
        "“{title}” cannot be reached by better answers alone. What stands in the way is listed below.",
        "« {title} » ne peut être atteint par de meilleures réponses seules. Les obstacles sont énumérés plus bas.",
    ),
    "w_steps": ("{n} steps", "{n} étapes"),
    "w_step_one": ("1 step", "1 étape"),
    "w_done_by": (
        "From {start}, with {pace} a week from each owner, these steps are done on {due}.",
        "À partir du {start}, avec {pace} par semaine de chaque responsable, ces étapes sont terminées le {due}.",
    ),
    "w_done_by_one": (
        "From {start}, with {pace} a week from each owner, this step is done on {due}.",
        "À partir du {start}, avec {pace} par semaine de chaque responsable, cette étape est terminée le {due}.",
    ),
    "w_proved_least": (
        "Proved: no other choice of such steps takes less effort.",
        "C'est prouvé : aucun autre choix de telles étapes ne demande moins d'effort.",
    ),
    "w_proved_most": (
        "Proved: the target takes no less, and no other choice among its steps puts more in place within the budget, or as much with a higher score.",
        "C'est prouvé : la cible ne demande pas moins, et aucun autre choix parmi ses étapes ne met davantage en place avec ce budget, ni autant avec une meilleure note.",
    ),
    "w_not_proved": (
        "Not proved: the search ended before every other choice of steps was ruled out.",
        "Ce n'est pas prouvé : la recherche s'est arrêtée avant d'avoir écarté tout autre choix d'étapes.",
    ),
    "w_nothing": (
        "There is nothing to plan for: no better course is known, and no level lies above.",
        "Il n'y a rien à planifier : aucune voie meilleure n'est connue, et aucun niveau n'est plus élevé.",
    ),
    "w_nothing_needed": (
        "“{title}” fits already and has the least expected exposure, so nothing needs to be made ready for it. "
        "To plan for something else, name it with --to.",
        "« {title} » convient déjà et a la moindre exposition attendue; il n'y a donc rien à préparer. "
        "Pour planifier autre chose, nommez-le avec --to.",
    ),
    "w_score_bought": (
        "A budget of {budget} does not lead there either; it buys score alone: {steps}, {effort}, from {before} to {after}.",
        "Un budget de {budget} n'y mène pas non plus; il n'achète que de la note : {steps}, {effort}, de {before} à {after}.",
    ),
    "w_score_not_bought": (
        "A budget of {budget} does not lead there either, and buys no step that would raise the score.",
        "Un budget de {budget} n'y mène pas non plus et ne permet aucune étape qui élèverait la note.",
    ),
    "w_needs_some": (
        "Of what “{title}” asks for and is not in place, {n} of {all} are in place with these steps.",
        "De ce que « {title} » demande et qui n'est pas en place, {n} sur {all} le sont avec ces étapes.",
    ),
    "w_needs_some_one": (
        "Of what “{title}” asks for and is not in place, 1 of {all} is in place with these steps.",
        "De ce que « {title} » demande et qui n'est pas en place, 1 sur {all} l'est avec ces étapes.",
    ),
    "w_needs_all": (
        "Everything that “{title}” asks for is in place with these steps; the others lower its average exposure until it is clear of what commits to less.",
        "Tout ce que « {title} » demande est en place avec ces étapes; les autres abaissent son exposition moyenne jusqu'à ce qu'elle soit nettement inférieure à celle de ce qui engage à moins.",
    ),
    "w_needs_none": (
        "Nothing of what “{title}” asks for, and is not in place, is finished with these steps alone: they prepare it.",
        "Rien de ce que « {title} » demande et qui n'est pas en place n'est achevé avec ces seules étapes : elles le préparent.",
    ),
    "w_needs_level": (
        "The level “{level}”, which it needs as well, is not counted by itself, but by what it asks for.",
        "Le niveau « {level} », que cette voie demande aussi, n'est pas compté en soi, mais par ce qu'il demande.",
    ),
    "w_open_always": (
        "“{title}” needs nothing to be in place and is open at any time, so there is nothing to plan for it.",
        "« {title} » ne demande rien et reste possible en tout temps; il n'y a donc rien à planifier.",
    ),
    "w_open_met": (
        "What “{title}” needs is in place, so that it is open at any time and there is nothing to plan for it.",
        "Ce que « {title} » demande est en place : cette voie est possible en tout temps, et il n'y a rien à planifier.",
    ),
    "w_more_fits": (
        "“{now}”, which commits to more than “{title}”, fits already, so that no plan is made for “{title}”.",
        "« {now} », qui engage à davantage que « {title} », convient déjà; aucun plan n'est donc fait pour « {title} ».",
    ),
    "w_speak_for": (
        "Of the courses whose needs are met “{now}” exposes to the least: {less} {unit} a year, against {more} for “{title}”.",
        "Des voies dont les besoins sont comblés, c'est « {now} » qui expose le moins : {less} {unit} par an, contre {more} pour « {title} ».",
    ),
    "w_speak_against": (
        "“{title}” would expose to less, though: {more} {unit} a year, against {less} for “{now}”.",
        "« {title} » exposerait pourtant à moins : {more} {unit} par an, contre {less} pour « {now} ».",
    ),
    "w_why_best": (
        "“{title}” has the least expected exposure, and what it needs is not all in place; “{now}” fits meanwhile.",
        "« {title} » a la moindre exposition attendue, et ce qu'elle demande n'est pas tout en place; « {now} » convient entre-temps.",
    ),
    "w_why_best_none": (
        "“{title}” has the least expected exposure, and what it needs is not all in place.",
        "« {title} » a la moindre exposition attendue, et ce qu'elle demande n'est pas tout en place.",
    ),
    "w_why_close": (
        "“{now}” fits now, and “{title}” is too close to it to call ({others} and {mine} {unit} a year). This is what would make “{title}” clearly better on average than {lesser}; it does not say that this is worth its effort. First look again at the ratings, which may decide it without any work.",
        "« {now} » convient aujourd'hui, et « {title} » en est trop proche pour trancher ({others} et {mine} {unit} par an). Voici ce qui rendrait « {title} » nettement meilleure en moyenne que {lesser}; cela ne dit pas que l'effort en vaut la peine. Revoyez d'abord les cotes, qui peuvent trancher sans aucun travail.",
    ),
    "w_why_next_fits": (
        "“{now}” fits and no course is better, so this is the way to the next level.",
        "« {now} » convient et aucune voie n'est meilleure; voici donc le chemin vers le niveau suivant.",
    ),
    "w_why_next": (
        "This is the way to the next level.",
        "Voici le chemin vers le niveau suivant.",
    ),
    "w_then_none": (
        "After it no course fits yet: none has all that it needs.",
        "Après cela, aucune voie ne convient encore : aucune n'a tout ce qu'elle demande.",
    ),
    "w_then_barely": (
        "After it “{now}” fits{but}. The steps that remain make what it needs certain, and put its average exposure clear of what commits to less.",
        "Après cela, « {now} » convient{but}. Les étapes qui restent rendent certain ce qu'elle demande, et son exposition moyenne nettement inférieure à celle de ce qui engage à moins.",
    ),
    "w_then_other": (
        "After it “{now}” fits in place of “{before}”{but}.",
        "Après cela, « {now} » convient au lieu de « {before} »{but}.",
    ),
    "w_then_same_least": (
        "After it “{now}” is still what fits, because it exposes to the least: {exposures}.",
        "Après cela, c'est toujours « {now} » qui convient, parce que l'exposition y est la moindre : {exposures}.",
    ),
    "w_then_same_close": (
        "After it “{now}” is still what fits; on average it exposes to the least ({exposures}){but}.",
        "Après cela, c'est toujours « {now} » qui convient; en moyenne, l'exposition y est la moindre ({exposures}){but}.",
    ),
    "w_then_same": (
        "After it “{now}” is still what fits{but}.",
        "Après cela, c'est toujours « {now} » qui convient{but}.",
    ),
    "w_but_close": (
        ", but {courses} would be too close to call ({why})",
        ", mais l'écart entre {courses} serait trop serré pour trancher ({why})",
    ),
    "w_now_close": (
        "But {courses} are too close to call ({why}).",
        "Mais l'écart entre {courses} est trop serré pour trancher ({why}).",
    ),
    "w_close_margin": (
        "{courses} {margin} apart on average, within the margin of {needed}",
        "{courses} à {margin} d'écart en moyenne, dans la marge de {needed}",
    ),
    "w_close_margin_two": (
        "{margin} apart on average, within the margin of {needed}",
        "{margin} d'écart en moyenne, dans la marge de {needed}",
    ),
    "w_close_years": (
        "{best} the cheapest in only {n} of 100 simulated years, under the {needed} asked for",
        "{best} la moins chère dans {n} années simulées sur 100 seulement, sous les {needed} exigées",
    ),
    "w_averages_only": (
        "A plan can aim only at what an average year costs, not at how many single years a course is the cheapest in.",
        "Un plan ne peut viser que le coût d'une année moyenne, et non le nombre d'années où une voie est la moins chère.",
    ),
    "w_then_better": (
        "“{best}” would expose to less, {less} {unit} a year against {more}, but what it needs is not all in place{hint}.",
        "« {best} » exposerait à moins, {less} {unit} par an contre {more}, mais ce qu'elle demande n'est pas tout en place{hint}.",
    ),
    "w_exposes": (
        "{mine} {unit} a year, against {others} for “{other}”",
        "{mine} {unit} par an, contre {others} pour « {other} »",
    ),
    "w_part": (
        "{part} of {whole}",
        "{part} sur {whole}",
    ),
    "w_part_key": (
        "“{part}”: the whole way, from the worst answer to the best, takes {whole}; this step goes {share} of it.",
        "« {part} » : le chemin entier, de la pire réponse à la meilleure, demande {whole}; cette étape en fait {share}.",
    ),
    "w_proved_score": (
        "Proved: no choice of steps reaches the target, and none within the budget scores higher.",
        "C'est prouvé : aucun choix d'étapes n'atteint la cible, et aucun, avec ce budget, n'obtient une meilleure note.",
    ),
    "w_offered": (
        "Steps go at least to the middle of their scale and, for a number, to the near side of a band or by quarters of the way but not to its very end, unless the target asks for something else.",
        "Les étapes vont au moins au milieu de leur échelle et, pour un nombre, au bord le plus proche d'une tranche ou par quarts du chemin sans aller jusqu'au bout, à moins que la cible ne demande autre chose.",
    ),
    "w_extremes": (
        "Some steps go further or less far than is usually worth asking for, because the target cannot be reached without them.",
        "Certaines étapes vont plus loin ou moins loin que ce qui vaut d'habitude la peine, parce que la cible ne peut être atteinte sans elles.",
    ),
    "w_h_needs": (
        "What “{title}” asks for",
        "Ce que « {title} » demande",
    ),
    "w_need_then": (
        "in place with these steps",
        "en place avec ces étapes",
    ),
    "w_need_missing": (
        "still missing",
        "manque encore",
    ),
    "w_need_score": (
        "a score of at least {percent}, whatever the unknown may be",
        "une note d'au moins {percent}, quoi que soit l'inconnu",
    ),
    "w_need_coverage": (
        "enough answers for a level",
        "assez de réponses pour un niveau",
    ),
    "w_h_rest": (
        "What remains on the way ({steps}, {effort})",
        "Ce qui reste du chemin ({steps}, {effort})",
    ),
    "w_falls": (
        "A score can fall at a step where an answer that was not known becomes known: until then it did not count.",
        "Une note peut baisser à une étape où une réponse inconnue devient connue : jusque-là, elle ne comptait pas.",
    ),
    "w_held_back": (
        "Level held back by",
        "Niveau retenu par",
    ),
    "w_level_span": (
        "{level} (for certain only {surely})",
        "{level} (à coup sûr, {surely} seulement)",
    ),
    "w_following_close": (
        "“{title}” is too close to “{now}” to call; what would make “{title}” clearly better on average than what commits to less: --to {target}.",
        "« {title} » est trop proche de « {now} » pour trancher; ce qui rendrait « {title} » nettement meilleure en moyenne que ce qui engage à moins : --to {target}.",
    ),
    "w_follows": (
        "after {steps}, which opens this question",
        "après {steps}, qui ouvre cette question",
    ),
    "w_about_no_day": (
        "{organization}; {questionnaire}; target: {target}",
        "{organization}; {questionnaire}; cible : {target}",
    ),
    "w_nobody": ("no organization named", "organisation non nommée"),
    "w_target": ("Target", "Cible"),
    "w_answered_on": ("Answered on", "Réponses du"),
    "w_about": (
        "{organization}; {questionnaire}; answered {date}; target: {target}",
        "{organization}; {questionnaire}; réponses du {date}; cible : {target}",
    ),
    "w_scheduled": (
        "Every owner does their own steps one after the other, all owners at once. Steps are numbered by the day on which they are done, and what stands after a step counts everything done by then.",
        "Chaque responsable fait ses étapes l'une après l'autre, tous en même temps. Les étapes sont numérotées selon le jour où elles sont terminées, et ce qui est dit après une étape compte tout ce qui l'est alors.",
    ),
    "w_why_next_close": (
        "“{now}” fits, though it is too close to {others} to call; this is the way to the next level.",
        "« {now} » convient, quoique trop proche de {others} pour trancher; voici le chemin vers le niveau suivant.",
    ),
    "w_reached_sure": (
        "“{title}” is reached as far as is known, but for certain only “{surely}”: answers that are not known could turn out worse. The least that makes it certain whatever they turn out to be: {steps}, {effort}. Find them out first; it may take less, or nothing.",
        "« {title} » est atteint d'après ce qui est connu, mais à coup sûr « {surely} » seulement : des réponses inconnues peuvent se révéler pires. Le moins qu'il faut pour en être certain, quelles qu'elles soient : {steps}, {effort}. Informez-vous d'abord; il en faudra peut-être moins, ou rien.",
    ),
    "w_reached_sure_no_level": (
        "“{title}” is reached as far as is known, but not for certain: answers that are not known could turn out worse. The least that makes it certain whatever they turn out to be: {steps}, {effort}. Find them out first; it may take less, or nothing.",
        "« {title} » est atteint d'après ce qui est connu, mais pas à coup sûr : des réponses inconnues peuvent se révéler pires. Le moins qu'il faut pour en être certain, quelles qu'elles soient : {steps}, {effort}. Informez-vous d'abord; il en faudra peut-être moins, ou rien.",
    ),
    "w_found_reached": (
        "“{title}” can be reached whatever is found out: first find out {what}; then it takes at most {steps}, {effort}.",
        "« {title} » peut être atteint quoi que l'on apprenne : commencez par vous informer sur {what}; il faut ensuite au plus {steps}, {effort}.",
    ),
    "w_found_first": (
        "What the target takes hangs on {what}: find that out first.",
        "Ce que la cible demande dépend de {what} : informez-vous d'abord.",
    ),
    "w_found_only_if": (
        "Whether it can be reached at all hangs on what is not known. It can, if it turns out so: {cases}. Find that out first.",
        "Que la cible puisse être atteinte dépend de ce qui n'est pas connu. C'est possible s'il en est ainsi : {cases}. Informez-vous d'abord.",
    ),
    "w_no_days": ("0 person-days", "0 jour-personne"),
    "w_found_depends": (
        "Whether “{title}” can be reached hangs on what is not known. It can, if it turns out so: {cases}. Find that out first; then it takes {steps}, {effort}.",
        "Que « {title} » puisse être atteint dépend de ce qui n'est pas connu. C'est possible s'il en est ainsi : {cases}. Informez-vous d'abord; il faut ensuite {steps}, {effort}.",
    ),
    "w_found_nothing_else": (
        "Whether “{title}” is reached hangs on what is not known. It is, if it turns out so: {cases}. Find that out first; nothing else is needed then.",
        "Que « {title} » soit atteint dépend de ce qui n'est pas connu. C'est le cas s'il en est ainsi : {cases}. Informez-vous d'abord; il ne faut alors rien d'autre.",
    ),
    "w_found_no_steps": (
        "“{title}” is reached whatever is found out, but first it must be found out: {what}.",
        "« {title} » est atteint quoi que l'on apprenne, mais il faut d'abord s'informer : {what}.",
    ),
    "w_things": (
        "{n} things",
        "{n} points",
    ),
    "w_case_is": (
        "“{text}” – {values}",
        "« {text} » – {values}",
    ),
    "w_h_cases": (
        "What it takes, by what is found out",
        "Ce qu'il faut, selon ce que l'on apprend",
    ),
    "w_case_planned": (
        "the steps below are planned for this",
        "les étapes ci-dessous sont prévues pour ce cas",
    ),
    "w_case_none": (
        "no steps are sure to reach it then",
        "aucune étape n'est alors sûre d'y mener",
    ),
    "w_case_enough": (
        "the steps below are enough for this as well",
        "les étapes ci-dessous suffisent aussi dans ce cas",
    ),
    "w_case_not_enough": (
        "the steps below are not enough then",
        "les étapes ci-dessous ne suffisent alors pas",
    ),
    "w_case_without": (
        "not needed then: {ids}",
        "inutile alors : {ids}",
    ),
    "w_case_besides": (
        "needed then besides, or further: {ids}",
        "il faut alors de plus, ou davantage : {ids}",
    ),
    "w_unreachable_course": (
        "No better answers make “{title}” a course whose needs are met and that is clearly better on average than every course that commits to less. What stands in the way is listed below.",
        "Aucune meilleure réponse ne fait de « {title} » une voie dont les besoins sont comblés et qui soit nettement meilleure en moyenne que toute voie qui engage à moins. Les obstacles sont énumérés plus bas.",
    ),
    "w_unreachable_unsure": (
        "“{title}” is reached as far as is known, but no better answers make it certain. What stands in the way is listed below.",
        "« {title} » est atteint d'après ce qui est connu, mais aucune meilleure réponse ne le rend certain. Les obstacles sont énumérés plus bas.",
    ),
    "w_unreachable_unrated": (
        "Whether “{title}” can be reached cannot be said: too few risks are rated to compare the courses. Rate them first.",
        "On ne peut dire si « {title} » peut être atteint : trop peu de risques sont cotés pour comparer les voies. Cotez-les d'abord.",
    ),
    "w_rated_count": (
        "Exposures count only the {rated} of {all} risks that are rated; the others could change them.",
        "Les expositions ne comptent que les {rated} risques cotés sur {all}; les autres pourraient les changer.",
    ),
    "w_rated_head": (
        " ({rated} of {all} risks rated)",
        " ({rated} risques cotés sur {all})",
    ),
    "w_rounded": (
        "Person-days and exposures are rounded, and totals are made from the unrounded figures, so that what is shown may not add up.",
        "Les jours-personnes et les expositions sont arrondis, et les totaux viennent des chiffres non arrondis; ce qui est affiché peut donc ne pas s'additionner exactement.",
    ),
    "w_met_unsure": (
        "“{title}” fits as far as is known, but not all that it needs is certain: see below what is not. Find that out first.",
        "« {title} » convient d'après ce qui est connu, mais tout ce qu'elle demande n'est pas certain : voyez plus bas ce qui ne l'est pas. Informez-vous d'abord.",
    ),
    "w_need_uncertain": (
        "not certain: it hangs on answers that are not known",
        "incertain : cela tient à des réponses inconnues",
    ),
    "w_find_out": (
        "find out, and bring it to {goal}",
        "informez-vous, et amenez la réponse à {goal}",
    ),
    "w_no_effort": ("no effort stated", "sans effort indiqué"),
    "w_find_out_planned": (
        "find out (planned for: {values})",
        "informez-vous (prévu pour : {values})",
    ),
    "w_find_out_task": (
        "Find out: {text}",
        "S'informer : {text}",
    ),
    "w_at_least": (
        "at least {goal}",
        "au moins {goal}",
    ),
    "w_task": (
        "{task} [{row}]",
        "{task} [{row}]",
    ),
    "w_bring": (
        "Bring “{text}” to {goal}",
        "Amener « {text} » à {goal}",
    ),
    "w_question": (
        "Question: {text}",
        "Question : {text}",
    ),
    "w_speak_better": (
        "“{best}” would expose to still less, {least}, but what it needs is not all in place.",
        "« {best} » exposerait à moins encore, {least}, mais ce qu'elle demande n'est pas tout en place.",
    ),
    "w_views_reached": (
        "“{title}” would be reached if, for example, these {n} answers were different.",
        "« {title} » serait atteint si, par exemple, ces {n} réponses étaient différentes.",
    ),
    "w_views_reached_one": (
        "“{title}” would be reached if, for example, this one answer were different.",
        "« {title} » serait atteint si, par exemple, cette seule réponse était différente.",
    ),
    "w_views_fewest": (
        "No fewer would do; others may do as well.",
        "Moins ne suffirait pas; d'autres peuvent suffire aussi.",
    ),
    "w_views_key": (
        "These are views. Nobody can be told to hold one, and no effort is sure to change one: what is listed may inform them, and would take {effort}. A higher level is no better result by itself.",
        "Ce sont des points de vue. Nul ne peut être tenu d'en avoir un, et aucun effort n'est sûr d'en changer : ce qui est énuméré peut les éclairer, et demanderait {effort}. Un niveau plus élevé n'est pas en soi un meilleur résultat.",
    ),
    "w_views_task": (
        "If the answer to “{text}” were {goal}",
        "Si la réponse à « {text} » était {goal}",
    ),
    "w_views_advice": (
        "What may inform it: {advice}",
        "Ce qui peut l'éclairer : {advice}",
    ),
    "w_h_steps_views": (
        "For example, if these were different",
        "Par exemple, si ces réponses étaient différentes",
    ),
    "w_nothing_views": (
        "This questionnaire asks how social media is seen, not what is done. A view is no task and a higher level no better result by itself, so no plan is made of it. To see which answers a level would take, name it with --to.",
        "Ce questionnaire demande comment les médias sociaux sont vus, et non ce qui se fait. Un point de vue n'est pas une tâche, et un niveau plus élevé n'est pas en soi un meilleur résultat; aucun plan n'en est donc tiré. Pour voir quelles réponses un niveau demanderait, nommez-le avec --to.",
    ),
    "w_nothing_uncosted": (
        "No question says what a better answer takes, so no plan can be made.",
        "Aucune question ne dit ce que demande une meilleure réponse; aucun plan ne peut donc être fait.",
    ),
    # before and after
    "w_h_now": ("Where things stand", "Où l'on en est"),
    "w_h_standing": ("Where things stand, and where they would", "Où l'on en est, et où l'on en serait"),
    "w_fits": ("Fits", "Convient"),
    "w_from_to": ("{before} → {after}", "{before} → {after}"),
    "w_exposure_to": ("Exposure, “{title}”", "Exposition, « {title} »"),
    "w_exposures_key": (
        "Exposure: expected exposure to risk under each course, in {unit} a year.",
        "Exposition : exposition attendue au risque sous chaque voie, en {unit} par an.",
    ),
    # the steps
    "w_h_steps": ("The steps, in order", "Les étapes, dans l'ordre"),
    "w_h_after_each": ("After each step", "Après chaque étape"),
    "w_group": ("{title} ({steps}, {effort})", "{title} ({steps}, {effort})"),
    "w_no_owner": ("No owner named", "Sans responsable"),
    "w_no_area": ("No area named", "Sans domaine"),
    "w_proof": ("What proves it: {evidence}", "Ce qui le prouve : {evidence}"),
    "w_dates": ("{start} to {due}", "du {start} au {due}"),
    "w_h_exposures": ("How exposure moves", "Comment l'exposition évolue"),
    "w_after": ("After", "Après"),
    "w_step": ("step {n}", "étape {n}"),
    "w_now": ("now", "aujourd'hui"),
    "w_days_so_far": ("Days so far", "Jours cumulés"),
    # the frontier
    "w_h_frontier": (
        "What effort buys in score alone",
        "Ce que l'effort achète en note seulement",
    ),
    "w_frontier_key": (
        "The best score that so much effort can buy, wherever it is spent, with what is not answered at its worst. It passes over what gates and levels ask for besides the score: what is named holds the level down, however high the score.",
        "La meilleure note que permet tant d'effort, où qu'il soit mis, ce qui est sans réponse étant pris au pire. Elle ne tient pas compte de ce que les barrières et les niveaux demandent en plus de la note : ce qui est nommé retient le niveau, si haute que soit la note.",
    ),
    "w_effort": ("Effort", "Effort"),
    "w_best_score": ("Best score", "Meilleure note"),
    "w_held_asks": (
        "what “{title}” asks for",
        "ce que « {title} » demande",
    ),
    "w_frontier_steps": (
        "The steps above are chosen for what the target asks, and may get there for less.",
        "Les étapes ci-dessus sont choisies pour ce que la cible demande, et peuvent y mener pour moins.",
    ),
    "w_frontier_views": (
        "The answers above are the fewest, and not those that take the least effort.",
        "Les réponses ci-dessus sont les moins nombreuses, et non celles qui demandent le moins d'effort.",
    ),
    # what is left
    "w_h_obstacles": ("What stands in the way", "Ce qui fait obstacle"),
    "w_h_uncosted": ("Not costed, so not counted on", "Sans effort indiqué, donc non prises en compte"),
    "w_uncosted_key": (
        "These could be answered better, but state no effort (`effort` under `improve` in the questionnaire).",
        "Ces réponses pourraient être meilleures, mais n'indiquent aucun effort (`effort` sous `improve`, dans le "
        "questionnaire).",
    ),
    "w_h_open": ("Not answered, so taken at the worst", "Sans réponse, donc prises au pire"),
    "w_open_key": (
        "The plan goes on until the target holds whatever these turn out to be; answering them may make it shorter.",
        "Le plan se poursuit jusqu'à ce que la cible tienne quelles que soient ces réponses; y répondre peut le raccourcir.",
    ),
    "b_unrated": (
        "Too few risks are rated to say which course exposes to least; rate them first.",
        "Trop peu de risques sont cotés pour dire quelle voie expose le moins; cotez-les d'abord.",
    ),
    "b_score": (
        "With everything done that states an effort, the score reaches {percent} % for certain; it takes {edge} %.",
        "Une fois fait tout ce qui indique un effort, la note atteint {percent} % à coup sûr; il en faut {edge} %.",
    ),
    "b_coverage": (
        "Too little is answered for a level, and would be even with everything done that states an effort; answer more first.",
        "Trop peu de réponses pour un niveau, même une fois fait tout ce qui indique un effort; répondez d'abord à plus de "
        "questions.",
    ),
    "b_gate": (
        "This gate cannot be opened for certain: {reason}",
        "Cette barrière ne peut être levée à coup sûr : {reason}",
    ),
    "b_fact": (
        "“{text}” is a fact about the organization, which no plan changes.",
        "« {text} » est un fait de l'organisation, qu'aucun plan ne change.",
    ),
    "b_not_applicable": (
        "“{text}” was answered as not applicable here, and so passes no test.",
        "« {text} » a été dit sans objet ici, et ne remplit donc aucune condition.",
    ),
    "b_uncosted": (
        "“{text}” could be answered better, and states no effort; add one under its `improve`.",
        "« {text} » pourrait recevoir une meilleure réponse et n'indique aucun effort; ajoutez-en un sous `improve`.",
    ),
    "b_question": (
        "“{text}” cannot be answered in the way that this takes.",
        "« {text} » ne peut recevoir la réponse qu'il faudrait.",
    ),
    "b_section": ("The section “{text}” stays too low.", "La section « {text} » reste trop basse."),
    "b_level": ("The level “{text}” is not reached.", "Le niveau « {text} » n'est pas atteint."),
    "b_exposure": (
        "“{course}” would still expose to less, or to hardly more: {less} a year, against {more}.",
        "« {course} » exposerait encore à moins, ou à peine à plus : {less} par an, contre {more}.",
    ),
    # in the report of `score`
    "w_h_plan": ("The plan to “{title}”", "Le plan vers « {title} »"),
    "w_whole_plan": (
        "The whole plan, with dates and documents: readiness plan FILE --to {target}",
        "Le plan entier, avec dates et documents : readiness plan FICHIER --to {target}",
    ),
    # how it comes about
    "w_e_order": (
        "The order: each next step takes most off the exposure of “{title}” for its effort; where nothing takes anything off, it adds most to the score for its effort.",
        "L'ordre : chaque étape suivante retire le plus à l'exposition de « {title} » pour son effort; là où rien n'en retire, elle ajoute le plus à la note pour son effort.",
    ),
    "w_e_order_score": (
        "The order: each next step adds most to the score for its effort.",
        "L'ordre : chaque étape suivante ajoute le plus à la note pour son effort.",
    ),
    "w_e_effort_key": (
        "Effort: that of the whole way times how far the answer's own score rises (0 to 1; what is not known begins at 0).",
        "Effort : celui du chemin entier, multiplié par la hausse de la note de la réponse (de 0 à 1; ce qui est inconnu part de 0).",
    ),
    "w_e_score_key": (
        "Score: the rise times the answer's share of each mean around it, which is its weight over all weights judged there. A risk's control leaves 1 − by × score of it; all its controls together never leave less than a tenth.",
        "Note : la hausse multipliée par la part de la réponse dans chaque moyenne qui l'entoure, soit son poids sur tous les poids jugés là. La mesure d'un risque en laisse 1 − par × note; toutes ses mesures ensemble n'en laissent jamais moins d'un dixième.",
    ),
    "w_e_effort_whole": (
        "{effort}: the answer earns nothing by itself, so that it takes its whole effort",
        "{effort} : la réponse ne rapporte rien par elle-même et demande donc tout son effort",
    ),
    "w_e_not_scored": (
        "{change}: the answer earns nothing by itself",
        "{change} : la réponse ne rapporte rien par elle-même",
    ),
    "w_e_enters": (
        "{change}: it was not known and did not count; now it does, with a share of {shares}, and the other answers' shares shrink",
        "{change} : elle était inconnue et ne comptait pas; elle compte maintenant pour une part de {shares}, et celle des autres réponses diminue",
    ),
    "w_e_enters_otherwise": (
        "{change}: it was not known and did not count; now it does",
        "{change} : elle était inconnue et ne comptait pas; elle compte maintenant",
    ),
    "w_e_otherwise": (
        "{change}: what lies around it is no plain mean, or what is asked changes with it (readiness explain FILE overall)",
        "{change} : ce qui l'entoure n'est pas une simple moyenne, ou ce qui est demandé change avec elle (readiness explain FICHIER overall)",
    ),
    "w_e_lives": (
        "lives under: {courses}",
        "présent sous : {courses}",
    ),
    "w_e_floor": (
        "(with its other controls, and never under a tenth: {after})",
        "(avec ses autres mesures, et jamais sous un dixième : {after})",
    ),
    "w_e_order_level": (
        "The order: each next step takes most off the exposure of the course that exposes to the least, for its effort; where nothing takes anything off, it adds most to the score for its effort.",
        "L'ordre : chaque étape suivante retire le plus, pour son effort, à l'exposition de la voie qui expose le moins; là où rien n'en retire, elle ajoute le plus à la note pour son effort.",
    ),
    # the work list
    "w_number": ("No.", "N°"),
    "w_what": ("What", "Quoi"),
    "w_asked": ("Question", "Question"),
    "w_was": ("From", "De"),
    "w_becomes": ("To", "À"),
    "w_days": ("Person-days", "Jours-personnes"),
    "w_owner": ("Owner", "Responsable"),
    "w_area": ("Area", "Domaine"),
    "w_advice": ("What to do", "Que faire"),
    "w_evidence": ("What proves it", "Ce qui le prouve"),
    "w_start": ("Start", "Début"),
    "w_due": ("Due", "Échéance"),
    "w_done": ("Done on", "Fait le"),
    "w_score_after": ("Score after (%)", "Note après (%)"),
    "w_level_after": ("Level after", "Niveau après"),
    "w_fits_after": ("Fits after", "Convient après"),
    "w_exposure_after": ("Exposure after: {title}", "Exposition après : {title}"),
    "w_sheet": ("Work list", "Liste de travail"),
    "w_total": ("Total", "Total"),
    "w_subtotal": ("{title}: subtotal", "{title} : sous-total"),
}
