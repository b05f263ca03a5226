"""The words of the decision (how sure, what would change it), in English and French."""

from __future__ import annotations

DECISION: dict[str, tuple[str, str]] = {
    # what keeps a target from being reached
    "k_own_range": ("own range", "fourchette propre"),
    # how sure
    "k_sure": ("How sure", "À quel point c'est sûr"),
    "k_no_figure": (
        "Nothing can be said of how sure any course is, and no figure is given.",
        "On ne peut rien dire de la sûreté d'aucune voie, et aucun chiffre n'est donné.",
    ),
    "v_no_side": (
        "No course can be recommended: no risk of {side} is listed or applies, and a comparison would be decided by the list.",
        "Aucune voie ne peut être recommandée : aucun risque du côté de {side} n'est inscrit ou ne s'applique, et la comparaison serait "
        "tranchée par la liste.",
    ),
    "k_in_one": ("1 chance in {n}", "1 chance sur {n}"),
    "k_in": ("{k} chances in {n}", "{k} chances sur {n}"),
    "k_about": (
        "about {chances}",
        "environ {chances}",
    ),
    "k_nearly_all": (
        "more than 99 chances in 100",
        "plus de 99 chances sur 100",
    ),
    "k_nearly_none": ("less than 1 chance in 100", "moins d'une chance sur 100"),
    "k_chances": (
        "“{best}” carries the least risk: {chances} that a year costs least this way.",
        "« {best} » comporte le moins de risque : {chances} qu'une année coûte le moins ainsi.",
    ),
    "k_in_years": (
        "“{best}” carries the least risk: this course costs least in {n} of 100 simulated years.",
        "« {best} » comporte le moins de risque : c'est la voie qui coûte le moins dans {n} années simulées sur 100.",
    ),
    "k_chances_rated": (
        "Counting only the rated risks, “{best}” carries the least risk: this course costs least in {n} of 100 simulated years.",
        "À ne compter que les risques cotés, « {best} » comporte le moins de risque : c'est la voie qui coûte le moins dans {n} années simulées sur 100.",
    ),
    "k_rated_only": (
        "Only {rated} of the {all} risks that apply are rated, and the figures here count no others.",
        "Seuls {rated} des {all} risques applicables sont cotés, et les chiffres donnés ici ne comptent que ceux-là.",
    ),
    "k_range": (
        "With everything that is not known at its best, or at its worst, an average year would cost, in {unit}, {ranges}.",
        "Si tout ce qu'on ignore s'avérait au mieux, ou au pire, une année moyenne coûterait, en {unit}, {ranges}.",
    ),
    "k_range_of": ("{low} to {high} by “{course}”", "de {low} à {high} par « {course} »"),
    "k_no_range": (
        "How much the others would add cannot be said, since they have no scale in {unit}.",
        "On ne peut dire ce que les autres ajouteraient, puisqu'ils n'ont pas d'échelle en {unit}.",
    ),
    "k_rated_open": (
        "What is not rated could make another course the best.",
        "Ce qui n'est pas coté pourrait rendre une autre voie meilleure.",
    ),
    "k_rated_settled": (
        "Even so, no rating of the others would make another course the best.",
        "Même ainsi, aucune cote des autres ne rendrait une autre voie meilleure.",
    ),
    "k_unknown": (
        "All risks are rated, but what is not known of the safeguards counts as not in place. With all of it at its best, or at "
        "its worst, an average year would cost, in {unit}, {ranges}.",
        "Tous les risques sont cotés, mais ce qu'on ignore des protections compte comme absent. Si tout cela s'avérait au mieux, "
        "ou au pire, une année moyenne coûterait, en {unit}, {ranges}.",
    ),
    "k_close": (
        "Which course carries the least risk is too close to call.",
        "C'est trop serré pour dire quelle voie comporte le moins de risque.",
    ),
    "k_close_rated": (
        "Counting only the rated risks, which course carries the least risk is too close to call.",
        "À ne compter que les risques cotés, c'est trop serré pour dire quelle voie comporte le moins de risque.",
    ),
    "k_close_margin": (
        "On average “{best}” and “{other}” expose to nearly the same, {less} and {more} {unit} a year: {margin} apart, within the "
        "questionnaire's margin of {least}.",
        "En moyenne, « {best} » et « {other} » exposent à presque autant, {less} et {more} {unit} par an : {margin} d'écart, dans la "
        "marge de {least} du questionnaire.",
    ),
    "k_close_same": (
        "On average “{best}” and “{other}” expose to practically the same, {less} {unit} a year.",
        "En moyenne, « {best} » et « {other} » exposent pratiquement à autant, {less} {unit} par an.",
    ),
    "k_close_both": (
        "Single years do not settle the choice either: “{best}” is the cheapest in {n} of 100 simulated years, under the {needed} asked for, and “{often}” in {m}.",
        "Les années prises une à une ne tranchent pas non plus : « {best} » est la voie la moins chère dans {n} années simulées sur 100, sous les {needed} exigées, et « {often} » dans {m}.",
    ),
    "k_close_years_too": (
        "“{best}” is the cheapest in {n} of 100 simulated years.",
        "« {best} » est la voie la moins chère dans {n} années simulées sur 100.",
    ),
    "k_close_far": (
        "On average “{best}” exposes to far less: {less} {unit} a year, against {more} for “{often}”.",
        "En moyenne, « {best} » expose à bien moins : {less} {unit} par an, contre {more} pour « {often} ».",
    ),
    "k_close_less": (
        "On average “{best}” exposes to less: {less} {unit} a year, against {more} for “{often}”.",
        "En moyenne, « {best} » expose à moins : {less} {unit} par an, contre {more} pour « {often} ».",
    ),
    "k_close_years": (
        "But “{best}” is the cheapest in only {n} of 100 simulated years, under the {needed} asked for, and “{often}” in {m}.",
        "Mais « {best} » n'est la voie la moins chère que dans {n} années simulées sur 100, sous les {needed} exigées, et « {often} » l'est dans {m}.",
    ),
    "k_close_driver": (
        "What weighs most on average is {driver}. This comes about in {n} years of 100; the other years pass without it.",
        "Ce qui pèse le plus en moyenne est {driver}. Ce risque se réalise dans {n} années sur 100; les autres années en sont exemptes.",
    ),
    "k_least": ("Costs least", "Coûte le moins"),
    "k_mean": ("Average year", "Année moyenne"),
    "k_good": ("Good year", "Bonne année"),
    "k_bad": ("Bad year", "Mauvaise année"),
    "k_regret": ("Regret", "Regret"),
    "k_years_key": (
        "The average year is worked out exactly, the rest drawn from {years} simulated years in which every course meets the "
        "same luck; in {unit}.",
        "L'année moyenne est calculée exactement, le reste tiré de {years} années simulées où toutes les voies connaissent le "
        "même sort; en {unit}.",
    ),
    "k_good_key": (
        "One year in 20 is better than the good year, and",
        "Une année sur 20 est meilleure que la bonne, et",
    ),
    "k_good_zero": (
        "The good year costs nothing, and so does at least one year in 20;",
        "La bonne année ne coûte rien, et au moins une année sur 20 non plus;",
    ),
    "k_good_some_zero": (
        "One year in 20 is better than the good year, or costs nothing where that is 0;",
        "Une année sur 20 est meilleure que la bonne, ou ne coûte rien là où celle-ci est de 0;",
    ),
    "k_bad_key": ("one in 20 is worse than the bad one.", "une sur 20 est pire que la mauvaise."),
    "k_bad_some_zero": (
        "one in 20 at most is worse than the bad one.",
        "une sur 20 tout au plus est pire que la mauvaise.",
    ),
    "k_ties_key": (
        "A year that costs the same by several courses counts for each in equal parts.",
        "Une année qui coûte autant par plusieurs voies compte pour chacune à parts égales.",
    ),
    "k_regret_key": (
        "Regret: what a course costs, on average, above the cheapest of the same year.",
        "Regret : ce qu'une voie coûte en moyenne de plus que la moins chère de la même année.",
    ),
    "k_apart_same": (
        "“{other}” exposes to practically as much as “{best}”. What weighs most for “{best}”: {drivers}.",
        "« {other} » expose pratiquement à autant que « {best} ». Ce qui pèse le plus pour « {best} » : {drivers}.",
    ),
    "k_apart": (
        "“{other}” exposes to {difference} {unit} a year more than “{best}”. What weighs most for “{best}”: {drivers}.",
        "« {other} » expose à {difference} {unit} par an de plus que « {best} ». Ce qui pèse le plus pour « {best} » : {drivers}.",
    ),
    "k_apart_key": (
        "Differences are taken before rounding, and so may be off by one in their last figure from the averages above.",
        "Les écarts sont pris avant d'arrondir, et peuvent donc différer d'une unité, au dernier chiffre, des moyennes ci-dessus.",
    ),
    "k_against": ("What weighs most for “{other}”: {driver}.", "Ce qui pèse le plus pour « {other} » : {driver}."),
    # what would change it
    "k_changes": ("What would change the advice", "Ce qui changerait l'avis"),
    "k_changes_level": ("What would change the level", "Ce qui changerait le niveau"),
    "k_changes_rated": (
        "What follows counts only the {rated} of {all} risks that are rated.",
        "Ce qui suit ne compte que les {rated} risques cotés, sur {all}.",
    ),
    "k_changes_close": (
        "{courses} are too close to call, so the answers lean to none of these. What follows goes by the averages alone, by which “{best}” exposes to the least now.",
        "{courses} sont trop proches pour trancher : les réponses ne penchent pour aucune de ces voies. Ce qui suit s'en tient aux moyennes, selon lesquelles « {best} » expose aujourd'hui le moins.",
    ),
    "k_changes_close_two": (
        "{courses} are too close to call, so the answers lean to neither. What follows goes by the averages alone, by which “{best}” exposes to the least now.",
        "{courses} sont trop proches pour trancher : les réponses ne penchent ni pour l'une ni pour l'autre de ces voies. Ce qui suit s'en tient aux moyennes, selon lesquelles « {best} » expose aujourd'hui le moins.",
    ),
    "k_one_answers_listed": (
        "Only one answer could by itself {does}:",
        "Une seule réponse pourrait, à elle seule, {does} :",
    ),
    "k_one_ratings_listed": (
        "Only one risk rating could by itself {does}:",
        "Une seule cote de risque pourrait, à elle seule, {does} :",
    ),
    "k_each_answers_listed": (
        "Any one of {n} answers could by itself {does}, for example:",
        "N'importe laquelle de {n} réponses pourrait, à elle seule, {does}, par exemple :",
    ),
    "k_each_ratings_listed": (
        "Any one of {n} risk ratings could by itself {does}, for example:",
        "N'importe laquelle de {n} cotes de risque pourrait, à elle seule, {does}, par exemple :",
    ),
    "k_one_answers_above": (
        "Only one answer could by itself {does}: the one named above.",
        "Une seule réponse pourrait, à elle seule, {does} : celle qui est nommée plus haut.",
    ),
    "k_one_ratings_above": (
        "Only one risk rating could by itself {does}: the one named above.",
        "Une seule cote de risque pourrait, à elle seule, {does} : celle qui est nommée plus haut.",
    ),
    "k_each_answers_above": (
        "Any one of {n} answers could by itself {does}, for example the one named above.",
        "N'importe laquelle de {n} réponses pourrait, à elle seule, {does}, par exemple celle qui est nommée plus haut.",
    ),
    "k_each_ratings_above": (
        "Any one of {n} risk ratings could by itself {does}, for example the one named above.",
        "N'importe laquelle de {n} cotes de risque pourrait, à elle seule, {does}, par exemple celle qui est nommée plus haut.",
    ),
    "k_few_answers": (
        "By answers alone, it takes at least {n} changes to {does}",
        "Par les réponses seules, il faut au moins {n} changements pour {does}",
    ),
    "k_few_ratings": (
        "By risk ratings alone, it takes at least {n} changes to {does}",
        "Par les cotes de risque seules, il faut au moins {n} changements pour {does}",
    ),
    "k_found_answers": (
        "By answers alone, {n} changes would {does}, and fewer may do",
        "Par les réponses seules, {n} changements suffiraient pour {does}, et peut-être moins",
    ),
    "k_found_ratings": (
        "By risk ratings alone, {n} changes would {does}, and fewer may do",
        "Par les cotes de risque seules, {n} changements suffiraient pour {does}, et peut-être moins",
    ),
    "k_such_listed": (
        ", for example:",
        ", par exemple :",
    ),
    "k_such_above": (
        ", for example those named above.",
        ", par exemple ceux qui sont nommés plus haut.",
    ),
    "k_least_means": (
        "“The least risk” is meant on average, be it by a hair: just past such a change, the courses may be too close to call.",
        "« Le moins de risque » s'entend en moyenne, fût-ce de très peu : juste après un tel changement, les voies peuvent être trop proches pour trancher.",
    ),
    "k_does_now": ("change what fits now", "changer ce qui convient maintenant"),
    "k_does_now_none": ("make a course possible now", "rendre une voie possible maintenant"),
    "k_does_best": (
        "make another course carry the least risk",
        "faire d'une autre voie celle qui comporte le moins de risque",
    ),
    "k_does_level": ("change the level", "changer le niveau"),
    "k_does_level_up": ("raise the level", "relever le niveau"),
    "k_does_level_down": ("lower the level", "abaisser le niveau"),
    "k_n1": ("one", "une"),
    "k_n2": ("two", "deux"),
    "k_n3": ("three", "trois"),
    "k_n4": ("four", "quatre"),
    "k_n5": ("five", "cinq"),
    "k_n6": ("six", "six"),
    "k_to_level": (
        "the level would become “{to}”",
        "le niveau deviendrait « {to} »",
    ),
    "k_to_level_none": (
        "there would be no level any more",
        "il n'y aurait plus de niveau",
    ),
    "k_to_best": ("“{to}” would carry the least risk", "« {to} » comporterait le moins de risque"),
    "k_to_now": ("“{to}” would be what fits now", "« {to} » serait ce qui convient maintenant"),
    "k_to_both": (
        "“{to}” would carry the least risk and be what fits now",
        "« {to} » comporterait le moins de risque et serait ce qui convient maintenant",
    ),
    "k_to_best_none": (
        "no course could be said any more to carry the least risk",
        "on ne pourrait plus dire quelle voie comporte le moins de risque",
    ),
    "k_to_now_none": (
        "no course would be open any more",
        "aucune voie ne serait plus ouverte",
    ),
    "k_if": (", if", ", si"),
    "k_if_all": (", if all of this were so:", ", si tout ceci était vrai :"),
    "k_move": (
        "the answer to “{text}” were “{becomes}” and not “{was}” ({id})",
        "la réponse à « {text} » était « {becomes} » et non « {was} » ({id})",
    ),
    "k_move_unknown": (
        "the answer to “{text}”, not known today, were “{becomes}” ({id})",
        "la réponse à « {text} », inconnue aujourd'hui, était « {becomes} » ({id})",
    ),
    "k_move_ticks": (
        "the answer to “{text}” were another: {becomes} ({id})",
        "la réponse à « {text} » était autre : {becomes} ({id})",
    ),
    "k_move_likelihood": (
        "the likelihood of “{text}” were rated “{becomes}” and not “{was}” ({id})",
        "la probabilité de « {text} » était cotée « {becomes} » et non « {was} » ({id})",
    ),
    "k_move_impact": (
        "the impact of “{text}” were rated “{becomes}” and not “{was}” ({id})",
        "l'impact de « {text} » était coté « {becomes} » et non « {was} » ({id})",
    ),
    "k_also": ("also “{words}”", "aussi « {words} »"),
    "k_without": ("no longer “{words}”", "sans « {words} »"),
    "k_answers": ("answers", "réponses"),
    "k_ratings": ("risk ratings", "cotes de risque"),
    "k_never_answers_any": (
        "No change of the answers given, however many, would {does}.",
        "Changer les réponses données, même toutes, ne suffirait pas à {does}.",
    ),
    "k_never_ratings_any": (
        "No change of the risk ratings given, however many, would {does}.",
        "Changer les cotes de risque données, même toutes, ne suffirait pas à {does}.",
    ),
    "k_never_answers_step": (
        "Moving the answers given by one step each, however many of them, would not {does}.",
        "Déplacer d'un échelon les réponses données, même toutes, ne suffirait pas à {does}.",
    ),
    "k_never_ratings_step": (
        "Moving the risk ratings given by one step each, however many of them, would not {does}.",
        "Déplacer d'un échelon les cotes de risque données, même toutes, ne suffirait pas à {does}.",
    ),
    "k_never_needs": (
        "No risk rating would {does}: no other course is known to have what it needs.",
        "Aucune cote de risque ne suffirait à {does} : d'aucune autre voie on ne sait qu'elle a ce qu'elle exige.",
    ),
    "k_none_found_answers": (
        "No change of the answers given was found that would {does}; it is not proved that there is none.",
        "On n'a trouvé aucun changement des réponses données qui suffise à {does}; il n'est pas prouvé qu'il n'y en a pas.",
    ),
    "k_none_found_ratings": (
        "No change of the risk ratings given was found that would {does}; it is not proved that there is none.",
        "On n'a trouvé aucun changement des cotes de risque données qui suffise à {does}; il n'est pas prouvé qu'il n'y en a "
        "pas.",
    ),
    "k_open": (
        "What is not known yet stands in the way; with that answered too, {n} answers would do, for example:",
        "Ce qu'on ignore encore y fait obstacle; en y répondant aussi, {n} réponses suffiraient, par exemple :",
    ),
    "k_open_one": (
        "What is not known yet stands in the way; with that answered too, one answer could do it, for example:",
        "Ce qu'on ignore encore y fait obstacle; en y répondant aussi, une réponse pourrait suffire, par exemple :",
    ),
    "k_open_far": (
        "What is not known yet stands in the way; with that answered too, {n} answers would do.",
        "Ce qu'on ignore encore y fait obstacle; en y répondant aussi, {n} réponses suffiraient.",
    ),
    "k_open_never": (
        "Even with everything answered that is not known yet, nothing would surely do it.",
        "Même en répondant à tout ce qu'on ignore encore, rien ne l'assurerait.",
    ),
    "k_open_none_found": (
        "With what is not known yet answered too, no set of answers was found that surely would.",
        "En répondant aussi à ce qu'on ignore encore, on n'a trouvé aucun ensemble de réponses qui l'assure.",
    ),
    "k_open_left": (
        "What is not known yet was left so.",
        "Ce qu'on ignore encore est resté tel quel.",
    ),
    "k_open_key": (
        "What is not known yet may be answered too; what follows then holds whatever the answers still unknown turn out to be.",
        "On peut aussi répondre à ce qu'on ignore encore; ce qui en découle tient alors quelles que soient les réponses encore inconnues.",
    ),
    "k_open_key_rated": (
        "What is not known yet may be answered too; what follows then holds whatever the answers still unknown turn out to be. Risks that are not rated are not counted.",
        "On peut aussi répondre à ce qu'on ignore encore; ce qui en découle tient alors quelles que soient les réponses encore inconnues. Les risques non cotés ne sont pas comptés.",
    ),
    "k_hint": (
        "Everything that is only counted here is listed by: readiness explain FILE sensitivity",
        "Tout ce qui n'est que compté ici est énuméré par : readiness explain FICHIER sensitivity",
    ),
    "k_what_level": ("the level", "le niveau"),
    "k_what_course": (
        "what fits now or which course carries the least risk",
        "ce qui convient maintenant ou la voie qui comporte le moins de risque",
    ),
    "k_steady_answers": (
        "Any {n} of the answers given may move one step of their scale without changing {what}.",
        "Toute combinaison de {n} des réponses données peut bouger d'un échelon sans changer {what}.",
    ),
    "k_steady_answers_one": (
        "Any single one of the answers given may move one step of its scale without changing {what}.",
        "N'importe laquelle des réponses données peut, seule, bouger d'un échelon sans changer {what}.",
    ),
    "k_steady_ratings": (
        "Any {n} of the risk ratings given may move one step without changing {what}.",
        "Toute combinaison de {n} des cotes de risque données peut bouger d'un échelon sans changer {what}.",
    ),
    "k_steady_ratings_one": (
        "Any single one of the risk ratings given may move one step without changing {what}.",
        "N'importe laquelle des cotes de risque données peut, seule, bouger d'un échelon sans changer {what}.",
    ),
    "k_steady_all_answers": (
        "Every one of the answers given may move one step of its scale at once without changing {what}.",
        "Toutes les réponses données peuvent bouger d'un échelon à la fois sans changer {what}.",
    ),
    "k_steady_all_ratings": (
        "Every one of the risk ratings given may move one step at once without changing {what}.",
        "Toutes les cotes de risque données peuvent bouger d'un échelon à la fois sans changer {what}.",
    ),
    "k_steady_none_answers": (
        "Any one of {n} answers could change {what} by moving a single step.",
        "N'importe laquelle de {n} réponses pourrait changer {what} en bougeant d'un seul échelon.",
    ),
    "k_steady_none_answers_one": (
        "Only one of the answers given could change {what} by moving a single step.",
        "Une seule des réponses données pourrait changer {what} en bougeant d'un seul échelon.",
    ),
    "k_steady_none_ratings": (
        "Any one of {n} risk ratings could change {what} by moving a single step.",
        "N'importe laquelle de {n} cotes de risque pourrait changer {what} en bougeant d'un seul échelon.",
    ),
    "k_steady_none_ratings_one": (
        "Only one of the risk ratings given could change {what} by moving a single step.",
        "Une seule des cotes de risque données pourrait changer {what} en bougeant d'un seul échelon.",
    ),
    "k_tornado_score": (
        "The score is {now} now. Where single answers would take it, each at its worst and at its best, the others as they are:",
        "La note est maintenant de {now}. Où la mènerait une seule réponse, à son pire et à son meilleur, les autres restant telles :",
    ),
    "k_tornado_difference": (
        "“{other}” exposes to {now} {unit} a year more than “{best}” now. Where a single answer or rating would take that, at "
        "either end of its scale (below 0, “{other}” exposes to less):",
        "« {other} » expose maintenant à {now} {unit} par an de plus que « {best} ». Où mènerait cet écart une seule réponse ou cote, "
        "à l'un ou l'autre bout de son échelle (sous 0, « {other} » expose à moins) :",
    ),
    "k_single": ("Answer or rating", "Réponse ou cote"),
    "k_low": ("Lowest", "Au plus bas"),
    "k_high": ("Highest", "Au plus haut"),
    "k_flips_score": ("changes the level", "change le niveau"),
    "k_flips_difference": ("another course best", "autre voie meilleure"),
    # in full
    "k_how_drawn": (
        "{years} years were drawn with seed {seed} over the risks that are rated ({n} of the {all} that apply). docs/method.md says how to draw the years again.",
        "{years} années ont été tirées avec la graine {seed} sur les risques cotés ({n} des {all} applicables). docs/method.md dit comment les tirer de nouveau.",
    ),
    "k_quiet": (
        "In {quiet} of the years no course cost anything.",
        "Dans {quiet} des années, aucune voie n'a rien coûté.",
    ),
    "k_expected": ("Average, exact", "Moyenne exacte"),
    "k_drawn": ("Average, drawn", "Moyenne tirée"),
    "k_error": ("Standard error", "Erreur type"),
    "k_low_end": ("5 %", "5 %"),
    "k_middle": ("50 %", "50 %"),
    "k_high_end": ("95 %", "95 %"),
    "k_share_least": ("Share least", "Part au plus bas"),
    "k_regret_end": ("Regret 95 %", "Regret 95 %"),
    "k_exceedance": ("How often a year costs more", "Combien d'années coûtent davantage"),
    "k_exceedance_key": (
        "The share of years that cost more than the first column, in {unit}.",
        "La part des années qui coûtent plus que la première colonne, en {unit}.",
    ),
    "k_more_than": ("More than", "Plus de"),
    "k_against_other": ("{best} against {other}", "{best} face à {other}"),
    "k_cheaper": (
        "“{other}” exposes to {difference} a year more; “{best}” costs less in {cheaper} of the years, half of the ties "
        "included. A risk above 0 speaks for “{best}”.",
        "« {other} » expose à {difference} de plus par an; « {best} » coûte moins dans {cheaper} des années, la moitié des "
        "égalités comprise. Un risque au-dessus de 0 parle pour « {best} ».",
    ),
    "k_difference": ("Difference a year", "Écart par an"),
    "k_nothing": ("There is nothing of this here.", "Il n'y a rien de tel ici."),
    "k_no_sensitivity": (
        "What would change the advice was not worked out.",
        "On n'a pas calculé ce qui changerait l'avis.",
    ),
    "k_nothing_to_change": (
        "There is nothing to change yet: too little is answered for a level, and no course can be chosen.",
        "Il n'y a encore rien à changer : trop peu de réponses pour un niveau, et aucune voie ne peut être choisie.",
    ),
    "k_how_found": (
        "Each set is the smallest of its kind, of answers alone or of risk ratings alone, or one of several as small: single changes were tried one by one, larger sets found by a linear "
        "program that proves that no smaller one does it, and worked out again by the scoring formulas. Facts about the "
        "organization and what was said not to apply stay as they are; so does what is not known yet, unless said "
        "otherwise.",
        "Chaque ensemble est le plus petit de son genre, de réponses seules ou de cotes seules, ou l'un de plusieurs aussi petits : les changements seuls ont été essayés un à un, les ensembles "
        "plus grands trouvés par un programme linéaire qui prouve qu'aucun plus petit ne suffit, puis recalculés par les "
        "formules. Les faits de l'organisation et ce qui a été dit sans objet restent tels quels; ce qu'on ignore encore aussi, "
        "sauf indication contraire.",
    ),
    "k_size": (
        "Changes needed of this kind alone: {n}, and no fewer. One such set, of possibly several:",
        "Changements nécessaires de ce seul genre : {n}, et pas moins. Un tel ensemble, parmi d'autres peut-être :",
    ),
    "k_size_one": (
        "One change is enough, and no other does it alone:",
        "Un seul changement suffit, et aucun autre n'y suffit seul :",
    ),
    "k_size_each": (
        "One change is enough. These {n}, each by itself and by as few steps as do it:",
        "Un seul changement suffit. Ces {n}, chacun à lui seul et par le moins d'échelons possible :",
    ),
    "k_size_unproved": ("Changes found: {n}; fewer may do.", "Changements trouvés : {n}; moins suffiraient peut-être."),
    "k_steady": ("One step each", "Un échelon chacune"),
    "k_any": ("all {of} may move", "toutes les {of} peuvent bouger"),
    "k_moves_none": (
        "none: {n} of {of} can each change it alone",
        "aucune : {n} sur {of} peuvent chacune, à elles seules, le changer",
    ),
    "k_moves_none_one": (
        "none: 1 of {of} can change it alone",
        "aucune : 1 sur {of} peut, à elle seule, le changer",
    ),
    "k_moves": ("any {n} of {of} may move", "{n} quelconques sur {of} peuvent bouger"),
    "k_h_score": ("What moves the score", "Ce qui déplace la note"),
    "k_h_difference": ("What moves the difference between the courses", "Ce qui déplace l'écart entre les voies"),
    "k_flip": ("To {does}: {by}, {reach}", "Pour {does} : {by}, {reach}"),
    "k_any_reach": ("changed at will", "changées à volonté"),
    "k_step_reach": ("moved one step each", "déplacées d'un échelon"),
    "k_open_reach": ("the unknown ones too", "les inconnues aussi"),
    "k_unproved": ("(not proved: fewer might)", "(non prouvé : moins pourraient suffire)"),
}
