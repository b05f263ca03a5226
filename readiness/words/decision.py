"""The words of the decision (how sure, what would change it), in English and French."""

from __future__ import annotations

DECISION: dict[str, tuple[str, str]] = {
    # what keeps a target from being reached
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
        "The gate “{id}” cannot be opened for certain: {reason}",
        "Le verrou « {id} » ne peut être levé à coup sûr : {reason}",
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
    "k_own_range": ("own range", "fourchette propre"),
    # how sure
    "k_sure": ("How sure", "À quel point c'est sûr"),
    "k_no_figure": (
        "So nothing can be said of how sure any course is, and no figure is given.",
        "On ne peut donc rien dire de la sûreté d'aucune voie, et aucun chiffre n'est donné.",
    ),
    "v_no_side": (
        "No course can be recommended: no risk of {side} is listed or applies, and a comparison would be decided by the list.",
        "Aucune voie ne peut être recommandée : aucun risque du côté de {side} n'est inscrit ou ne s'applique, et la comparaison serait "
        "tranchée par la liste.",
    ),
    "k_in_one": ("1 chance in {n}", "1 chance sur {n}"),
    "k_in": ("{k} chances in {n}", "{k} chances sur {n}"),
    "k_nearly_all": ("more than 99 chances in 100", "plus de 99 chances sur 100"),
    "k_nearly_none": ("less than 1 chance in 100", "moins d'une chance sur 100"),
    "k_chances": (
        "“{best}” carries the least risk: {chances} that a year costs less so than by any other course.",
        "« {best} » comporte le moins de risque : {chances} qu'une année coûte moins ainsi que par toute autre voie.",
    ),
    "k_chances_close": (
        "It is too close to call: {chances} that “{best}” costs least in a year, {others}.",
        "C'est trop serré pour trancher : {chances} que « {best} » coûte le moins en une année, {others}.",
    ),
    "k_rival": ("{chances} that “{course}” does", "{chances} que ce soit « {course} »"),
    "k_close_chances": (
        "Under {needed} nothing is called best on the strength of it.",
        "À moins de {needed}, rien n'est déclaré meilleur sur cette base.",
    ),
    "k_close_margin": (
        "The expected exposures lie {margin} apart, within the questionnaire's margin of {needed}.",
        "Les expositions attendues ne diffèrent que de {margin}, dans la marge de {needed} du questionnaire.",
    ),
    "k_least": ("Costs least", "Coûte le moins"),
    "k_mean": ("Average year", "Année moyenne"),
    "k_good": ("Good year", "Bonne année"),
    "k_bad": ("Bad year", "Mauvaise année"),
    "k_regret": ("Regret", "Regret"),
    "k_years_key": (
        "From {years} simulated years in which every course meets the same luck; in {unit}. One year in 20 is better than the "
        "good year, one in 20 worse than the bad one. Regret: what a course costs, on average, above the cheapest of the "
        "same year.",
        "D'après {years} années simulées où toutes les voies connaissent le même sort; en {unit}. Une année sur 20 est "
        "meilleure que la bonne, une sur 20 pire que la mauvaise. Regret : ce qu'une voie coûte en moyenne de plus que la "
        "moins chère de la même année.",
    ),
    "k_apart": (
        "Against “{other}”, {difference} a year apart, most speaks: {drivers}.",
        "Face à « {other} », à {difference} par an d'écart, pèsent surtout : {drivers}.",
    ),
    "k_against": ("What speaks most the other way: {driver}.", "Ce qui pèse le plus en sens contraire : {driver}."),
    # what would change it
    "k_changes": ("What would change the advice", "Ce qui changerait l'avis"),
    "k_changes_level": ("What would change the level", "Ce qui changerait le niveau"),
    "k_thing": ("{n} thing would change that:", "{n} chose changerait cela :"),
    "k_things": ("{n} things would change that:", "{n} choses changeraient cela :"),
    "k_n1": ("One", "Une"),
    "k_n2": ("Two", "Deux"),
    "k_n3": ("Three", "Trois"),
    "k_n4": ("Four", "Quatre"),
    "k_n5": ("Five", "Cinq"),
    "k_n6": ("Six", "Six"),
    "k_to_level": ("The level becomes “{to}”, if", "Le niveau devient « {to} », si"),
    "k_to_best": ("“{to}” exposes to least, if", "« {to} » expose le moins, si"),
    "k_to_now": ("“{to}” is what fits now, if", "« {to} » est ce qui convient maintenant, si"),
    "k_to_none": ("No course is open any more, if", "Aucune voie n'est plus ouverte, si"),
    "k_move": ("{what}: not “{was}” but “{becomes}”", "{what} : non pas « {was} » mais « {becomes} »"),
    "k_move_ticks": ("{what}: {becomes}", "{what} : {becomes}"),
    "k_also": ("also “{words}”", "aussi « {words} »"),
    "k_without": ("no longer “{words}”", "plus « {words} »"),
    "k_move_answer": ("{id}, {text}", "{id}, {text}"),
    "k_move_half": ("{half} of {id}, {text}", "{half} de {id}, {text}"),
    "k_answers": ("answers", "réponses"),
    "k_ratings": ("risk ratings", "cotes de risque"),
    "k_other_level": ("another level", "un autre niveau"),
    "k_other_best": ("another course best", "une autre voie meilleure"),
    "k_other_now": ("another course fit now", "une autre voie convenable maintenant"),
    "k_never": (
        "No change of {by} alone, however many, makes {outcome}.",
        "Aucun changement de {by} à lui seul, si grand soit-il, ne rend {outcome}.",
    ),
    "k_none_found": (
        "No change of {by} alone was found that makes {outcome}.",
        "On n'a trouvé aucun changement de {by} qui à lui seul rende {outcome}.",
    ),
    "k_at_least": (
        "It takes {n} changed {by} at least to make {outcome}.",
        "Il faut au moins {n} {by} changées pour rendre {outcome}.",
    ),
    "k_about": (
        "{n} changed {by} would make {outcome}; fewer may do.",
        "{n} {by} changées rendraient {outcome}; peut-être moins suffiraient-elles.",
    ),
    "k_what_level": ("the level", "le niveau"),
    "k_what_course": ("the advice", "l'avis"),
    "k_steady_answers": (
        "Any {n} answers may move one step of their scale, and {what} stands.",
        "Si {n} réponses quelconques bougent d'un échelon, {what} tient.",
    ),
    "k_steady_answers_one": (
        "Any single answer may move one step of its scale, and {what} stands.",
        "N'importe quelle réponse seule peut bouger d'un échelon, et {what} tient.",
    ),
    "k_steady_ratings": (
        "Any {n} risk ratings may move one step, and {what} stands.",
        "Si {n} cotes de risque quelconques bougent d'un échelon, {what} tient.",
    ),
    "k_steady_ratings_one": (
        "Any single risk rating may move one step, and {what} stands.",
        "N'importe quelle cote de risque seule peut bouger d'un échelon, et {what} tient.",
    ),
    "k_steady_all_answers": (
        "Every answer may move one step of its scale, and {what} stands.",
        "Toutes les réponses peuvent bouger d'un échelon, et {what} tient.",
    ),
    "k_steady_all_ratings": (
        "Every risk rating may move one step, and {what} stands.",
        "Toutes les cotes de risque peuvent bouger d'un échelon, et {what} tient.",
    ),
    "k_steady_none_answers": (
        "A single answer that moves one step can change {what}.",
        "Une seule réponse qui bouge d'un échelon peut changer {what}.",
    ),
    "k_steady_none_ratings": (
        "A single risk rating that moves one step can change {what}.",
        "Une seule cote de risque qui bouge d'un échelon peut changer {what}.",
    ),
    "k_tornado_score": (
        "Single answers that move the score most, now {now}, from the worst to the best:",
        "Les réponses qui, seules, déplacent le plus la note, maintenant {now}, de la pire à la meilleure :",
    ),
    "k_tornado_difference": (
        "Single answers and ratings that most move what “{other}” exposes to above “{best}”, now {now} a year; below 0 it is "
        "the better course:",
        "Les réponses et cotes qui, seules, déplacent le plus ce à quoi « {other} » expose au-delà de « {best} », maintenant "
        "{now} par an; sous 0, c'est la meilleure voie :",
    ),
    "k_single": ("Answer or rating", "Réponse ou cote"),
    "k_from": ("From", "De"),
    "k_to": ("To", "À"),
    "k_flips": ("changes it", "change l'avis"),
    # in full
    "k_how_drawn": (
        "{years} years were drawn with seed {seed} over {n} rated risks; in {quiet} of them no course cost anything. "
        "docs/method.md says how to draw them again.",
        "{years} années ont été tirées avec la graine {seed} sur {n} risques cotés; dans {quiet} d'entre elles, aucune voie "
        "n'a rien coûté. docs/method.md dit comment les tirer de nouveau.",
    ),
    "k_expected": ("Closed form", "Forme close"),
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
    "k_how_found": (
        "Each set is the smallest there is: single changes were tried one by one, larger sets found by a linear program "
        "that proves that no smaller one does it, and worked out again by the scoring formulas.",
        "Chaque ensemble est le plus petit qui soit : les changements seuls ont été essayés un à un, les ensembles plus "
        "grands trouvés par un programme linéaire qui prouve qu'aucun plus petit ne suffit, puis recalculés par les formules.",
    ),
    "k_size": ("Changes needed: {n}, and no fewer.", "Changements nécessaires : {n}, et pas moins."),
    "k_size_unproved": ("Changes found: {n}; fewer may do.", "Changements trouvés : {n}; moins suffiraient peut-être."),
    "k_steady": ("One step each", "Un échelon chacune"),
    "k_any": ("all {of} may move", "toutes les {of} peuvent bouger"),
    "k_moves": ("any {n} of {of} may move", "{n} quelconques sur {of} peuvent bouger"),
    "k_h_score": ("What moves the score", "Ce qui déplace la note"),
    "k_h_difference": ("What moves the difference between the courses", "Ce qui déplace l'écart entre les voies"),
    "k_level_up": ("a higher level", "un niveau plus haut"),
    "k_level_down": ("a lower level", "un niveau plus bas"),
    "k_flip": ("To make {outcome}: {by}, {reach}", "Pour rendre {outcome} : {by}, {reach}"),
    "k_any_reach": ("changed at will", "changées à volonté"),
    "k_step_reach": ("moved one step each", "déplacées d'un échelon"),
}
