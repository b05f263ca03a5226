"""The program's own words in English and French; whatever a questionnaire says comes from the questionnaire.

Imports nothing but more words. `say` falls back to English for a language that is not here.
"""

from __future__ import annotations

from readiness.words.batch import BATCH
from readiness.words.batch_engines import BATCH_ENGINES
from readiness.words.batch_matching import BATCH_MATCHING
from readiness.words.batch_outputs import BATCH_OUTPUTS
from readiness.words.batch_sources import BATCH_SOURCES
from readiness.words.batch_summary import BATCH_SUMMARY
from readiness.words.batch_usage import BATCH_USAGE
from readiness.words.cases import CASES
from readiness.words.checks import CHECKS
from readiness.words.decision import DECISION
from readiness.words.interview import INTERVIEW
from readiness.words.plan import PLAN

LANGUAGES = ("en", "fr")

_WORDS: dict[str, tuple[str, str]] = {
    **BATCH,
    **BATCH_ENGINES,
    **BATCH_MATCHING,
    **BATCH_OUTPUTS,
    **INTERVIEW,
    **BATCH_SOURCES,
    **BATCH_SUMMARY,
    **BATCH_USAGE,
    **CASES,
    **CHECKS,
    **DECISION,
    **PLAN,
    # answers and states
    "yes": ("Yes", "Oui"),
    "no": ("No", "Non"),
    "unanswered": ("not answered", "sans réponse"),
    "dont_know": ("don't know", "ne sait pas"),
    "not_applicable": ("not applicable", "sans objet"),
    "not_asked": ("not asked", "non posée"),
    "none_ticked": ("none ticked", "rien de coché"),
    "judged": ("judged", "évalué"),
    "rows": ("{judged} of {all} rows answered", "{judged} lignes répondues sur {all}"),
    "lowest_row": ("lowest: {row} ({answer})", "au plus bas : {row} ({answer})"),
    "highest_row": ("highest: {row} ({answer})", "au plus haut : {row} ({answer})"),
    "colon": (": ", "\u00a0: "),
    # stances
    "stay_out": ("Stay out", "Rester à l'écart"),
    "listen": ("Listen only", "Écouter seulement"),
    "engage": ("Engage", "Participer"),
    "stay_out_meaning": ("No presence and no organized listening.", "Ni présence ni écoute organisée."),
    "listen_meaning": (
        "Monitor, register names, hold a crisis account, publish a staff policy; post nothing.",
        "Surveiller, réserver les noms, tenir un compte de crise, publier une politique; ne rien publier.",
    ),
    "engage_meaning": (
        "Take part, with owners, rules and measures.",
        "Participer, avec responsables, règles et mesures.",
    ),
    # typography
    "quoted": ("“{words}”", "«\u00a0{words}\u00a0»"),
    # sides
    "side_participating": ("participating", "la participation"),
    "side_not_participating": ("not participating", "la non-participation"),
    # cautions
    "caution_coverage": (
        "Only {percent} of what counts was answered; below {minimum} there is no score and no level.",
        "Seulement {percent} de ce qui compte a une réponse; sous {minimum}, il n'y a ni note ni niveau.",
    ),
    "caution_coverage_advice": (
        "Answer more questions, then score again.",
        "Répondez à d'autres questions, puis recalculez.",
    ),
    "caution_low_coverage": (
        "Only {percent} of what counts was answered: read the score with its bounds.",
        "Seulement {percent} de ce qui compte a une réponse : lisez la note avec ses bornes.",
    ),
    "caution_side": (
        "Only {rated} of {all} risks of {side} were rated; with less than {minimum} of a side no course is chosen.",
        "Seulement {rated} des {all} risques de {side} ont été évalués; sous {minimum} d'un côté, aucune voie n'est choisie.",
    ),
    "caution_side_one": (
        "The only risk of {side} was not rated; with less than {minimum} of a side no course is chosen.",
        "Le seul risque de {side} n'a pas été évalué; sous {minimum} d'un côté, aucune voie n'est choisie.",
    ),
    "caution_side_none": (
        "No risk of {side} was rated, of {all}; with less than {minimum} of a side no course is chosen.",
        "Aucun risque de {side} n'a été évalué, sur {all}; sous {minimum} d'un côté, aucune voie n'est choisie.",
    ),
    "caution_side_empty": (
        "No risk of {side} is listed or applies; with one side alone no course is chosen.",
        "Aucun risque de {side} n'est inscrit ou ne s'applique; avec un seul côté, aucune voie n'est choisie.",
    ),
    "caution_version": (
        "The answers were given to version {answered}; this is version {version}.",
        "Les réponses portent sur la version {answered}; celle-ci est la version {version}.",
    ),
    "caution_misfit": (
        "Left out, because the questionnaire has changed: {what}",
        "Laissé de côté, car le questionnaire a changé : {what}",
    ),
    "caution_hidden": (
        "“{question}” was answered, but its condition does not hold: the answer is kept and not scored.",
        "« {question} » a une réponse, mais sa condition n'est pas remplie : la réponse est gardée sans être notée.",
    ),
    "caution_hidden_advice": (
        "Check the answer that its condition depends on.",
        "Vérifiez la réponse dont dépend la condition.",
    ),
    "caution_required": (
        "“{question}” is required and has no answer.",
        "« {question} » est obligatoire et n'a pas de réponse.",
    ),
    "caution_required_advice": ("Answer it.", "Répondez-y."),
    "caution_undecided": (
        "Whether “{question}” applies is not known, because an earlier answer is missing.",
        "On ignore si « {question} » s'applique, car une réponse antérieure manque.",
    ),
    "caution_undecided_many": (
        "Whether {n} further questions apply is not known, because earlier answers are missing: {ids}.",
        "On ignore si {n} autres questions s'appliquent, car des réponses antérieures manquent : {ids}.",
    ),
    "caution_undecided_advice": ("Answer what they depend on: {on}.", "Répondez à ce dont elles dépendent : {on}."),
    "caution_rules": (
        "{n} items rest on rules as read on {date}. Rules change; this is not legal advice.",
        "{n} éléments reposent sur des règles lues le {date}. Les règles changent; ceci n'est pas un avis juridique.",
    ),
    "caution_language": (
        "The questionnaire has no text in “{language}”; {instead} is shown.",
        "Le questionnaire n'a pas de texte en « {language} »; la langue affichée est {instead}.",
    ),
    "caution_own_range": (
        "Risks are counted in {unit}, as the respondent gave losses in it.",
        "Les risques sont comptés en {unit}, unité des pertes données par le répondant.",
    ),
    # the report: headings
    "h_verdict": ("The answer", "La réponse"),
    "h_level": ("Readiness", "Préparation"),
    "h_sections": ("By section", "Par section"),
    "h_risks": ("Risk, both ways", "Le risque, des deux côtés"),
    "h_participating": ("Risk of participating", "Risque de participer"),
    "h_not_participating": ("Risk of not participating", "Risque de ne pas participer"),
    "h_stances": ("Three courses", "Trois voies"),
    "h_opportunities": ("Opportunities (not netted against risk)", "Occasions (non déduites du risque)"),
    "h_between": ("What stands between now and “{best}”", "Ce qui sépare aujourd'hui de « {best} »"),
    "h_first_steps": ("First steps: {now}", "Premiers pas : {now}"),
    "h_strongest": ("Strongest answers", "Réponses les plus fortes"),
    "h_weakest": ("Weakest answers, and what to do", "Réponses les plus faibles, et que faire"),
    "h_unknown": ("What is not known", "Ce qu'on ne sait pas"),
    "h_discuss": ("To discuss", "À discuter"),
    "d_dissent": ("{name} answered otherwise{colon}{shown}", "{name} a répondu autrement{colon}{shown}"),
    "h_cautions": ("Cautions", "Mises en garde"),
    "h_profile": ("The organization", "L'organisation"),
    "h_gates": ("Gates", "Barrières"),
    "h_closed_gates": ("Closed gates", "Barrières fermées"),
    "h_result": ("The result", "Le résultat"),
    "h_lowest": ("Lowest answers", "Réponses les plus basses"),
    "h_highest": ("Highest answers", "Réponses les plus hautes"),
    # the report: labels
    "l_organization": ("Organization", "Organisation"),
    "l_respondent": ("Answered by", "Répondu par"),
    "l_date": ("Date", "Date"),
    "l_questionnaire": ("Questionnaire", "Questionnaire"),
    "lang_en": ("English", "anglais"),
    "lang_fr": ("French", "français"),
    "l_only_in": (
        "The questionnaire's own words are in {languages} only.",
        "Les mots du questionnaire lui-même n'existent qu'en {languages}.",
    ),
    "l_effort_whole": ("up to {effort}", "jusqu'à {effort}"),
    "l_version": ("version {version}", "version {version}"),
    "l_level": ("Level", "Niveau"),
    "l_score": ("Score", "Note"),
    "l_target": ("target {target}", "cible {target}"),
    "l_section": ("Section", "Section"),
    "l_bounds": ("{low} to {high}", "{low} à {high}"),
    "l_likelihood": ("Likelihood", "Probabilité"),
    "l_impact": ("Impact", "Impact"),
    "l_gain": ("Gain", "Gain"),
    "l_stance": ("Course", "Voie"),
    "l_exposure": ("Exposure", "Exposition"),
    "l_range": ("Range", "Fourchette"),
    "l_gain_short": ("Gain", "Gain"),
    "l_close_marker": ("too close to call", "trop serré pour trancher"),
    "l_unknown_width": ("{why}, {percent} of the score", "{why}, {percent} de la note"),
    "l_unknown_still": (
        "{why}, does not move the score by itself",
        "{why}, ne déplace pas la note à lui seul",
    ),
    "l_unrated_width": ("not rated, {low} to {high} {unit} a year", "non évalué, {low} à {high} {unit} par an"),
    "v_courses_key": (
        "Expected exposure and gain in {unit} a year. Range: if everything unknown turned out best, or worst.",
        "Exposition et gain attendus en {unit} par an. Fourchette : si tout l'inconnu s'avérait au mieux, ou au pire.",
    ),
    "l_gain_a_year": ("Expected gain a year", "Gain attendu par an"),
    "l_open_to_you": ("Needs met", "Exigences remplies"),
    "l_risk": ("Risk", "Risque"),
    "l_opportunity": ("Opportunity", "Occasion"),
    "l_inherent": ("Inherent", "Inhérent"),
    "l_residual": ("Residual", "Résiduel"),
    "l_effort": ("{days} person-days", "{days} jours-personnes"),
    "l_effort_one": ("1 person-day", "1 jour-personne"),
    "l_effort_part": ("{days} person-day", "{days} jour-personne"),
    "l_owner": ("owner: {owner}", "responsable : {owner}"),
    "l_serious": ("SERIOUS", "GRAVE"),
    "l_warning": ("WARNING", "ATTENTION"),
    "l_note": ("Note", "Note"),
    "l_what_to_do": ("What to do: {advice}", "Que faire : {advice}"),
    "l_you_answered": ("Answer: {answer}", "Réponse : {answer}"),
    "l_best_marker": ("least exposed", "la moins exposée"),
    "l_now_marker": ("fits now", "convient aujourd'hui"),
    "l_not_met": ("not met", "non rempli"),
    "l_met": ("met", "rempli"),
    "l_unknown": ("not known", "inconnu"),
    "l_closed": ("closed", "fermée"),
    "l_open": ("open", "ouverte"),
    "l_undecided": ("not known", "inconnu"),
    # the report: sentences
    "v_now": (
        "{now}: of the three courses it carries the least exposure to risk ({exposures}), and what it needs is in place.",
        "{now} : des trois voies, c'est la moindre exposition au risque ({exposures}), et ce qu'elle exige est en place.",
    ),
    "v_now_plain": (
        "{now}: of the three courses it carries the least exposure to risk ({exposures}).",
        "{now} : des trois voies, c'est la moindre exposition au risque ({exposures}).",
    ),
    "v_next": (
        "{now}, for now. “{best}” would carry the least exposure to risk ({exposures}), but {n} stand in the way.",
        "{now}, pour l'instant. « {best} » porterait la moindre exposition au risque ({exposures}), mais {n} y font "
        "obstacle.",
    ),
    "v_next_one": (
        "{now}, for now. “{best}” would carry the least exposure to risk ({exposures}), but one thing stands in the way.",
        "{now}, pour l'instant. « {best} » porterait la moindre exposition au risque ({exposures}), mais un élément y "
        "fait obstacle.",
    ),
    "v_things": ("{n} things", "{n} éléments"),
    "v_close": (
        "Too close to call between {courses}: an exposure to risk of {exposures}.",
        "Trop serré pour trancher entre {courses} : une exposition au risque de {exposures}.",
    ),
    "v_close_same": (
        "Too close to call between {courses}: practically the same exposure to risk, {exposures}.",
        "Trop serré pour trancher entre {courses} : pratiquement la même exposition au risque, {exposures}.",
    ),
    "v_close_years": (
        "Too close to call between {courses}: an exposure to risk of {exposures} on average, but “{best}” is the cheapest in only "
        "{n} of 100 simulated years.",
        "Trop serré pour trancher entre {courses} : une exposition au risque de {exposures} en moyenne, mais « {best} » n'est la "
        "voie la moins chère que dans {n} années simulées sur 100.",
    ),
    "v_rated_only": (
        "These figures count only the {rated} of {all} risks that are rated.",
        "Ces chiffres ne comptent que les {rated} risques cotés, sur {all}.",
    ),
    "v_close_now": (
        "What fits now is “{now}”, the least exposed of the courses whose needs are known to be met.",
        "Ce qui convient aujourd'hui : « {now} », la moins exposée des voies dont on sait les exigences remplies.",
    ),
    "v_scale": (
        "For scale: “{label}” is step {step} of {steps} on the scale of impact.",
        "Pour situer : « {label} » est le degré {step} sur {steps} de l'échelle d'impact.",
    ),
    "v_none_fits": (
        "No course can be taken as things stand: the needs of every one are unmet. “{best}” would carry the least "
        "exposure to risk ({exposures}).",
        "Aucune voie n'est possible en l'état : aucune n'a ce qu'elle exige. « {best} » porterait la moindre exposition "
        "au risque ({exposures}).",
    ),
    "v_no_stance": (
        "No course can be recommended yet: {missing}. An unrated risk is not a small one.",
        "Aucune voie ne peut encore être recommandée : {missing}. Un risque non évalué n'est pas un petit risque.",
    ),
    "v_missing_only": ("the only risk of {side} is not rated", "le seul risque de {side} n'est pas évalué"),
    "v_missing_all": (
        "none of the {all} risks of {side} is rated",
        "aucun des {all} risques de {side} n'est évalué",
    ),
    "v_missing_some_one": (
        "too few risks are rated, only 1 of the {all} of {side}",
        "trop peu de risques sont évalués, 1 seul des {all} de {side}",
    ),
    "v_missing_some": (
        "too few risks are rated, only {rated} of the {all} of {side}",
        "trop peu de risques sont évalués, {rated} seulement des {all} de {side}",
    ),
    "v_exposure": (
        "{title} {value}",
        "{title} {value}",
    ),
    "v_as_much": (
        "{title} practically the same",
        "{title} pratiquement autant",
    ),
    "v_unit": ("{values} {unit} a year", "{values} {unit} par an"),
    "v_against": ("{best} {unit} a year, against {others}", "{best} {unit} par an, contre {others}"),
    "v_holds_answers": (
        "This holds whatever the answers still unknown turn out to be.",
        "Cela tient quelles que soient les réponses encore inconnues.",
    ),
    "v_holds_ratings": (
        "This holds however the risks that are not rated turn out to be rated.",
        "Cela tient quelles que soient les cotes des risques non cotés.",
    ),
    "v_holds_both": (
        "This holds whatever the answers still unknown turn out to be, and however the risks that are not rated turn out to be rated.",
        "Cela tient quelles que soient les réponses encore inconnues et les cotes des risques non cotés.",
    ),
    "v_may_answers": (
        "The answers still unknown might change this.",
        "Les réponses encore inconnues pourraient changer cela.",
    ),
    "v_may_ratings": (
        "The risks that are not rated might change this.",
        "Les risques non cotés pourraient changer cela.",
    ),
    "v_may_both": (
        "The answers still unknown, or the risks that are not rated, might change this.",
        "Les réponses encore inconnues, ou les risques non cotés, pourraient changer cela.",
    ),
    "v_level": ("Readiness: “{title}”, {percent}.", "Préparation : « {title} », {percent}."),
    "v_result": ("“{title}”, {percent}.", "« {title} », {percent}."),
    "v_no_level": (
        "Readiness: no level yet, because too little is known.",
        "Préparation : pas encore de niveau, faute de réponses.",
    ),
    "v_score": ("Score: {percent}.", "Note : {percent}."),
    "v_bounds": (
        "Between {low} and {high}, if everything unknown turned out worst, or best.",
        "Entre {low} et {high}, si tout ce qui est inconnu s'avérait au pire, ou au mieux.",
    ),
    "v_exact": ("Every question that applies is answered.", "Toutes les questions applicables ont une réponse."),
    "v_span": (
        "So the level may turn out anywhere from “{low}” to “{high}”.",
        "Le niveau peut donc aller de « {low} » à « {high} ».",
    ),
    "v_to_next": ("{points} percentage points to “{next}”.", "{points} points de pourcentage jusqu'à « {next} »."),
    "v_top": ("“{title}” is the highest level.", "« {title} » est le niveau le plus élevé."),
    "v_weak_stay_out": (
        "Taking part or listening would need these. Staying out needs them only where they lower a risk above.",
        "Participer ou écouter les exigerait. Rester à l'écart ne les exige que s'ils réduisent un risque ci-dessus.",
    ),
    "v_held_back": (
        "The score alone would reach “{level}”.",
        "La note seule atteindrait « {level} ».",
    ),
    "v_capped": ("A closed gate holds it at “{cap}”.", "Une barrière fermée le retient à « {cap} »."),
    "v_own_range": ("*: the respondent's own range.", "* : fourchette du répondant."),
    "v_lacking": ("“{level}” also requires: {needs}", "« {level} » exige aussi : {needs}"),
    "v_judged": (
        "{judged} of {all} answers judged (a row of a grid counts as one); {dont_know} don't know, {unanswered} "
        "unanswered, {na} not applicable.",
        "{judged} réponses évaluées sur {all} (chaque ligne d'une grille compte); {dont_know} « ne sait pas », "
        "{unanswered} sans réponse, {na} sans objet.",
    ),
    "v_sections_key": (
        "Bars: █ score, ░ what could still be gained from unknowns, ┃ target. n: answers judged of those that apply "
        "(in brackets: their share of the weight, where some are missing).",
        "Barres : █ note, ░ ce que les inconnues pourraient encore ajouter, ┃ cible. n : réponses évaluées sur "
        "applicables (entre parenthèses : leur part du poids, s'il en manque).",
    ),
    "v_map_key": (
        "Up: likelihood 1 to 5. Across: impact 1 to 5, as rated, before controls. The lists show expected exposure in "
        "{unit} a year: inherent → residual after the controls that your answers show.",
        "Vers le haut : probabilité 1 à 5. Vers la droite : impact 1 à 5, tels qu'évalués, avant contrôles. Les listes "
        "donnent l'exposition attendue en {unit} par an : inhérente → résiduelle après les contrôles que vos réponses "
        "attestent.",
    ),
    "v_side_one": (
        "The only risk: inherent {inherent}, residual {residual}.",
        "Le seul risque : inhérent {inherent}, résiduel {residual}.",
    ),
    "v_side_exact": (
        "All {n} risks: inherent {inherent}, residual {residual}.",
        "Les {n} risques : inhérent {inherent}, résiduel {residual}.",
    ),
    "v_side_some": (
        "{rated} of {n} rated: inherent {inherent}, residual {residual}; all of them: {low} to {high}.",
        "{rated} sur {n} évalués : inhérent {inherent}, résiduel {residual}; tous : {low} à {high}.",
    ),
    "v_side_none": (
        "No risk of this side is rated.",
        "Aucun risque de ce côté n'est évalué.",
    ),
    "v_side_empty": (
        "No risk of this side is listed or applies.",
        "Aucun risque de ce côté n'est inscrit ou ne s'applique.",
    ),
    "v_unrated_list": ("Not rated: {ids}", "Non évalués : {ids}"),
    "v_unknown_key": (
        "How far each answer could move the score by itself, and how much exposure hangs on each risk that is not rated.",
        "De combien chaque réponse pourrait, seule, déplacer la note, et quelle exposition dépend de chaque risque non évalué.",
    ),
    "v_explain": (
        "Follow any number: readiness explain FILE ID, with an id from this report (or {named}).",
        "Suivre un nombre : readiness explain FICHIER ID, avec un id de ce rapport (ou {named}).",
    ),
    "v_more": ("and {n} more", "et {n} autres"),
    # needs
    "n_level": (
        "reach the level “{level}” (now “{found}”)",
        "atteindre le niveau « {level} » (aujourd'hui « {found} »)",
    ),
    "n_level_unknown": (
        "reach the level “{level}” (no level is known yet)",
        "atteindre le niveau « {level} » (niveau encore inconnu)",
    ),
    "n_gate_closed": ("{reason} (gate “{id}” is closed)", "{reason} (la barrière « {id} » est fermée)"),
    "n_gate_is_open": (
        "the gate “{id}” is open; it would close if this were so: {reason}",
        "la barrière « {id} » est ouverte; elle se fermerait si c'était le cas : {reason}",
    ),
    "n_not_all_met": (
        "not all of this is so, as it should be: {parts}",
        "tout ceci n'est pas réuni, comme il se doit : {parts}",
    ),
    "n_gate_open": (
        "gate “{id}”; it would close if this were so: {reason}",
        "barrière « {id} »; elle se fermerait si c'était le cas : {reason}",
    ),
    "n_section_at_least": (
        "{section}: at least {edge} (now {found})",
        "{section} : au moins {edge} (aujourd'hui {found})",
    ),
    "n_section_below": ("{section}: below {edge} (now {found})", "{section} : sous {edge} (aujourd'hui {found})"),
    "n_question_is": ("{question} → {wanted} (now: {found})", "{question} → {wanted} (aujourd'hui : {found})"),
    "n_question_at_least": (
        "{question} → at least {edge} (now: {found})",
        "{question} → au moins {edge} (aujourd'hui : {found})",
    ),
    "n_question_below": (
        "{question} → below {edge} (now: {found})",
        "{question} → moins de {edge} (aujourd'hui : {found})",
    ),
    "n_question_answered": ("{question} → answered", "{question} → répondue"),
    "n_question_not_answered": ("{question} → not answered", "{question} → non répondue"),
    "n_any": ("one of: {parts}", "l'un de : {parts}"),
    "n_all": ("all of: {parts}", "tous : {parts}"),
    "n_not": ("this must not be so: {part}", "ceci ne doit pas être : {part}"),
    "n_not_all": ("these must not all be so: {parts}", "tout ceci ne doit pas être à la fois : {parts}"),
    "n_or": (" or ", " ou "),
    "n_and": (" and ", " et "),
    "n_no_score": ("no score", "pas de note"),
    # explain
    "e_title": ("How “{id}” comes about", "D'où vient « {id} »"),
    "e_question": ("Question", "Question"),
    "e_answer": ("Answer", "Réponse"),
    "e_note": ("Note", "Note"),
    "e_evidence": ("Evidence", "Preuve"),
    "e_confidence": ("Confidence", "Confiance"),
    "e_source": ("Source", "Source"),
    "e_as_of": ("Rule read on", "Règle lue le"),
    "e_low": ("A low answer looks like", "Une réponse basse, c'est"),
    "e_high": ("A high answer looks like", "Une réponse haute, c'est"),
    "e_would_prove": ("What would prove it", "Ce qui le prouverait"),
    "e_advice": ("What to do", "Que faire"),
    "e_choice": ("Choice", "Choix"),
    "e_points": ("Points", "Points"),
    "e_chosen": ("Chosen", "Choisi"),
    "e_child": ("Part", "Partie"),
    "e_weight": ("Weight", "Poids"),
    "e_score": ("Score", "Note"),
    "e_product": ("Weight × score", "Poids × note"),
    "e_lower": ("Lower", "Bas"),
    "e_upper": ("Upper", "Haut"),
    "e_factor": ("1 − by × score", "1 − effet × note"),
    "e_control": ("Control", "Contrôle"),
    "e_reduces": ("Reduces", "Réduit"),
    "e_by": ("By", "Effet"),
    "e_mean_g": (
        "Mean gain, lognormal with the range as 5th to 95th percentile, as the severity of a risk is.",
        "Gain moyen, log-normal dont la fourchette est le 5e au 95e centile, comme la gravité d'un risque.",
    ),
    "e_gain": (
        "expected gain = mean probability × mean gain = {p} × {s} = {value}",
        "gain attendu = probabilité moyenne × gain moyen = {p} × {s} = {value}",
    ),
    "e_step_met": ("Step", "Étape"),
    "e_from": ("From", "À partir de"),
    "e_share": ("Share that remains", "Part restante"),
    "e_exposure": ("Exposure", "Exposition"),
    "e_under": ("Under this course", "Sous cette voie"),
    "e_h_arithmetic": ("The arithmetic", "Le calcul"),
    "e_h_choices": ("What the choices earn", "Ce que rapportent les choix"),
    "e_h_parts": ("Made of", "Composé de"),
    "e_h_controls": ("Controls, from your answers", "Contrôles, d'après vos réponses"),
    "e_h_where": ("Where it counts", "Où cela compte"),
    "e_h_help": ("What the questionnaire says", "Ce que dit le questionnaire"),
    "e_h_needs": ("Conditions", "Conditions"),
    "e_not_asked": (
        "Its condition does not hold, so it is not asked and counts nowhere.",
        "Sa condition n'est pas remplie : la question n'est pas posée et ne compte nulle part.",
    ),
    "e_undecided": (
        "Whether it applies is not known, because an earlier answer is missing: until then it counts nowhere.",
        "On ignore si elle s'applique, car une réponse antérieure manque : d'ici là, elle ne compte nulle part.",
    ),
    "e_not_scored": ("Not scored: it informs and earns nothing.", "Non notée : elle informe et ne rapporte rien."),
    "e_not_applicable": (
        "Not applicable: it leaves numerator and denominator.",
        "Sans objet : elle quitte numérateur et dénominateur.",
    ),
    "e_unknown": (
        "Not known: it earns nothing, costs nothing, lowers the coverage and widens the bounds from 0 to 1.",
        "Inconnue : elle ne rapporte ni ne coûte rien, réduit la part évaluée et élargit les bornes de 0 à 1.",
    ),
    "e_zero": (
        "Not known, and this questionnaire counts that as zero.",
        "Inconnue, et ce questionnaire compte cela pour zéro.",
    ),
    "e_item": (
        "score = (points − least) ÷ (most − least) = ({points} − {least}) ÷ ({most} − {least}) = {score}",
        "note = (points − minimum) ÷ (maximum − minimum) = ({points} − {least}) ÷ ({most} − {least}) = {score}",
    ),
    "e_item_reverse": (
        "A high answer is a bad sign here: 1 − {forward} = {score}",
        "Ici, une réponse haute est mauvais signe : 1 − {forward} = {score}",
    ),
    "e_item_linear": (
        "score = (answer − worst) ÷ (best − worst), held to 0..1 = ({answer} − {worst}) ÷ ({best} − {worst}) → {score}",
        "note = (réponse − pire) ÷ (mieux − pire), tenue à 0..1 = ({answer} − {worst}) ÷ ({best} − {worst}) → {score}",
    ),
    "e_item_band": (
        "The answer falls in the band from {start}, which earns {points}.",
        "La réponse tombe dans la tranche à partir de {start}, qui rapporte {points}.",
    ),
    "e_item_ticks": ("Points ticked: {sum}{cap}.", "Points cochés : {sum}{cap}."),
    "e_item_count": ("Ticked: {sum}{cap}.", "Cochés : {sum}{cap}."),
    "e_cap": (", of which at most {cap} count", ", dont au plus {cap} comptent"),
    "e_disqualified": (
        "One of the choices disqualifies: the score is 0.",
        "L'un des choix disqualifie : la note est 0.",
    ),
    "e_mean": (
        "score = Σ weight × score ÷ Σ weight, over what was judged = {total} ÷ {weights} = {score}",
        "note = Σ poids × note ÷ Σ poids, sur ce qui est évalué = {total} ÷ {weights} = {score}",
    ),
    "e_sum": (
        "score = points gained ÷ points to be gained, over what was judged = ({earned} − {least}) ÷ ({most} − {least}) = {score}",
        "note = points gagnés ÷ points à gagner, sur ce qui est évalué = ({earned} − {least}) ÷ ({most} − {least}) = {score}",
    ),
    "e_min": ("score = the lowest of its parts = {score}", "note = la plus basse de ses parties = {score}"),
    "e_max": ("score = the highest of its parts = {score}", "note = la plus haute de ses parties = {score}"),
    "e_staged": (
        "score = weight of the steps met (at {met} or more) before the first one not met, of all steps known = {score}",
        "note = poids des étapes franchies (à {met} ou plus) avant la première manquée, sur les étapes connues = {score}",
    ),
    "e_nothing": ("Nothing is judged, so there is no score.", "Rien n'est évalué : il n'y a pas de note."),
    "e_coverage": (
        "coverage = weight judged ÷ weight applicable = {coverage}",
        "part évaluée = poids évalué ÷ poids applicable = {coverage}",
    ),
    "e_withheld": (
        "The coverage is under the minimum of {minimum}: the score is withheld here, and what was judged still counts above.",
        "La part évaluée est sous le minimum de {minimum} : la note est retenue ici, et ce qui est évalué compte plus haut.",
    ),
    "e_bounds": (
        "bounds: {low} if everything unknown turned out worst, {high} if best",
        "bornes : {low} si tout l'inconnu s'avérait au pire, {high} au mieux",
    ),
    "e_percent": ("{score} is {percent}", "{score}, soit {percent}"),
    "e_counts_in": (
        "Counts in “{group}” ({id}) with weight {weight} of {total}.",
        "Compte dans « {group} » ({id}) avec un poids de {weight} sur {total}.",
    ),
    "e_controls_risk": (
        "Lowers the {factor} of {risk} “{title}” by {by} × score.",
        "Réduit {factor} de {risk} « {title} » de {by} × note.",
    ),
    "e_likelihood": ("likelihood", "la probabilité"),
    "e_impact": ("impact", "l'impact"),
    "e_rating": ("{what}: {label} → {low} to {high}, mean {mean}", "{what} : {label} → {low} à {high}, moyenne {mean}"),
    "e_own_range": ("the respondent's own range", "fourchette du répondant"),
    "e_mean_p": (
        "Mean probability of a uniform range: (low + high) ÷ 2.",
        "Probabilité moyenne d'une fourchette uniforme : (bas + haut) ÷ 2.",
    ),
    "e_mean_s": (
        "Mean severity, lognormal with the range as 5th to 95th percentile: μ = (ln low + ln high) ÷ 2, σ = (ln high − ln low) ÷ 3.28971, mean = exp(μ + σ² ÷ 2).",
        "Gravité moyenne, log-normale dont la fourchette est le 5e au 95e centile : μ = (ln bas + ln haut) ÷ 2, σ = (ln haut − ln bas) ÷ 3,28971, moyenne = exp(μ + σ² ÷ 2).",
    ),
    "e_inherent": (
        "inherent = mean probability × mean severity = {p} × {s} = {value}",
        "inhérent = probabilité moyenne × gravité moyenne = {p} × {s} = {value}",
    ),
    "e_residual": (
        "residual = inherent × what controls leave of likelihood × of impact = {inherent} × {lik} × {imp} = {value}",
        "résiduel = inhérent × ce que les contrôles laissent de la probabilité × de l'impact = {inherent} × {lik} × {imp} = {value}",
    ),
    "e_floor": (
        "Controls on one factor multiply, and never leave less than 0.1.",
        "Les contrôles d'un même facteur se multiplient et ne laissent jamais moins de 0,1.",
    ),
    "e_unrated": (
        "Not rated. It never counts as zero: its side may lie anywhere from {low} to {high} on its account.",
        "Non évalué. Il ne compte jamais pour zéro : il peut valoir de {low} à {high}.",
    ),
    "e_side": (
        "Sum of the residual exposures of the rated risks of this side.",
        "Somme des expositions résiduelles des risques évalués de ce côté.",
    ),
    "e_stance": (
        "Sum over all rated risks of residual exposure × the share of its likelihood that remains under this course.",
        "Somme, sur tous les risques évalués, de l'exposition résiduelle × la part de probabilité restante sous cette voie.",
    ),
    "e_best": (
        "Best is the course with the least expected residual exposure: {best}.",
        "La meilleure voie est celle dont l'exposition résiduelle attendue est la moindre : {best}.",
    ),
    "e_now": (
        "What fits now is the best of those whose needs are met: {now}.",
        "Ce qui convient aujourd'hui est la meilleure de celles dont les exigences sont remplies : {now}.",
    ),
    "e_margin": (
        "{best} lies {margin} below the second best. With {needed} or less between the two, or where the best costs least in fewer than {years} of 100 simulated years, the choice is too close to call.",
        "{best} est {margin} sous la deuxième. Avec {needed} ou moins d'écart, ou si la meilleure coûte le moins dans moins de {years} années simulées sur 100, c'est trop serré pour trancher.",
    ),
    "e_level_score": (
        "The overall score of {percent} reaches “{level}”, which begins at {start}.",
        "La note globale de {percent} atteint « {level} », qui commence à {start}.",
    ),
    "e_level_held": ("Held: “{level}”.", "Niveau tenu : « {level} »."),
    "e_gate": (
        "This gate is {state}. While closed, the level cannot be above “{cap}”.",
        "Cette barrière : {state}. Fermée, elle limite le niveau à « {cap} ».",
    ),
    "e_gate_when": ("It is closed if this is so: {condition}", "Elle est fermée si c'est le cas : {condition}"),
    # show
    "q_about": (
        "{questions} questions, {risks} risks, about {minutes} minutes, in {languages}",
        "{questions} questions, {risks} risques, environ {minutes} minutes, en {languages}",
    ),
    "q_profile": ("Profile (not scored)", "Profil (non noté)"),
    "q_levels": ("Levels", "Niveaux"),
    "q_from": ("from {start}", "à partir de {start}"),
    "q_weight": ("weight {weight}", "poids {weight}"),
    "q_required": ("required", "obligatoire"),
    "q_reverse": ("a high answer is a bad sign", "une réponse haute est mauvais signe"),
    "q_when": ("only if {condition}", "seulement si {condition}"),
    "q_choices": ("Choices: {choices}", "Choix : {choices}"),
    "q_also": ("may also be: {words}", "peut aussi être : {words}"),
    "q_rows": ("Rows: {rows}", "Lignes : {rows}"),
    "q_number": ("A number{unit}{range}", "Un nombre{unit}{range}"),
    "q_number_range": (", {low} to {high}", ", de {low} à {high}"),
    "q_text": ("Free words", "Texte libre"),
    "q_date": ("A date", "Une date"),
    "q_exclusive": ("stands alone", "seul"),
    "q_zero": ("scores zero", "note zéro"),
    "q_linear": ("; {worst} scores 0, {best} scores 1", " ; {worst} vaut 0, {best} vaut 1"),
    "q_bands": ("; from → points: {bands}", " ; à partir de → points : {bands}"),
    "q_under": ("Likelihood that remains: {shares}", "Probabilité restante : {shares}"),
    "q_why": ("Why it matters: {text}", "Pourquoi : {text}"),
    "q_low": ("Low: {text}", "Bas : {text}"),
    "q_high": ("High: {text}", "Haut : {text}"),
    "q_evidence": ("Would prove it: {text}", "Le prouverait : {text}"),
    "q_improve": ("To improve: {text}", "Pour progresser : {text}"),
    "q_aggregate": ("counts as {how}", "compte comme {how}"),
    "q_mean": ("the weighted mean of its parts", "la moyenne pondérée de ses parties"),
    "q_sum": ("the sum of its points", "la somme de ses points"),
    "q_min": ("its weakest part", "sa partie la plus faible"),
    "q_max": ("its strongest part", "sa partie la plus forte"),
    "q_staged": ("the steps met in order", "les étapes franchies dans l'ordre"),
    "q_controls": ("Lowered by: {controls}", "Réduit par : {controls}"),
    "q_cap": ("caps the level at “{cap}”", "limite le niveau à « {cap} »"),
    "q_needs": ("Needs: {needs}", "Exige : {needs}"),
    "q_checks": ("Checks on honest answers", "Contrôles de vraisemblance"),
    "q_sources": ("Sources", "Sources"),
    "q_opportunities": ("Opportunities", "Occasions"),
    "q_roles": ("Roles", "Rôles"),
    # conditions
    "c_at_least": ("at least {edge}", "au moins {edge}"),
    "c_below": ("below {edge}", "moins de {edge}"),
    "c_level": ("the level “{level}” or higher", "le niveau « {level} » ou plus"),
    "c_gate": ("the gate “{gate}” is closed", "la barrière « {gate} » est fermée"),
}


def localized(number: str, language: str) -> str:
    """A number written the English way, as the language writes it: `1,234.5` is `1 234,5` in French."""
    if language.split("-")[0] != "fr":
        return number
    return number.replace(",", "\u202f").replace(".", ",")


def say(language: str, key: str, /, **values: object) -> str:
    """The words for `key` in `language`, with `values` put in. Raises KeyError for a key that is not here."""
    english, french = _WORDS[key]
    words = french if language.split("-")[0] == "fr" else english
    return words.format(**values) if values else words
