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
        "Next would be “{title}” (--to {target}).",
        "La suite serait « {title} » (--to {target}).",
    ),
    "w_over_budget": (
        "A budget of {budget} does not reach “{title}”, which takes {needed}.",
        "Un budget de {budget} ne suffit pas pour « {title} », qui demande {needed}.",
    ),
    "w_buys": ("The most it buys: {steps}, {effort}.", "Au mieux, il permet : {steps}, {effort}."),
    "w_buys_nothing": ("It buys no step.", "Il ne permet aucune étape."),
    "w_cheapest": (
        "The cheapest step on the way takes {effort}.",
        "L'étape la moins coûteuse du chemin demande {effort}.",
    ),
    "w_unreachable": (
        "“{title}” cannot be reached by better answers alone. What stands in the way is listed below.",
        "« {title} » ne peut être atteint par de meilleures réponses seules. Les obstacles sont énumérés plus bas.",
    ),
    "w_steps": ("{n} steps", "{n} étapes"),
    "w_step_one": ("1 step", "1 étape"),
    "w_done_by": (
        "From {start}, with {pace} a week from each owner, it is done on {due}.",
        "À partir du {start}, avec {pace} par semaine de chaque responsable, c'est terminé le {due}.",
    ),
    "w_proved_least": (
        "Proved: no other choice of steps takes less effort.",
        "C'est prouvé : aucun autre choix d'étapes ne demande moins d'effort.",
    ),
    "w_proved_most": (
        "Proved: the target takes no less, and no other choice of steps within the budget does better.",
        "C'est prouvé : la cible ne demande pas moins, et aucun autre choix d'étapes ne fait mieux avec ce budget.",
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
    "w_h_frontier": ("What effort buys", "Ce que permet l'effort"),
    "w_frontier_key": (
        "The best score that so much effort can buy, with what is not answered at its worst. Steps towards a level or a "
        "course are chosen for what it asks, and may get there for less.",
        "La meilleure note que permet tant d'effort, ce qui est sans réponse étant pris au pire. Des étapes vers un niveau "
        "ou une voie sont choisies pour ce qu'il demande, et peuvent y mener pour moins.",
    ),
    "w_effort": ("Effort", "Effort"),
    "w_best_score": ("Best score", "Meilleure note"),
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
    # in the report of `score`
    "w_h_plan": ("The plan to “{title}”", "Le plan vers « {title} »"),
    "w_whole_plan": (
        "The whole plan, with dates and documents: readiness plan FILE --to {target}",
        "Le plan entier, avec dates et documents : readiness plan FICHIER --to {target}",
    ),
    # the work list
    "w_number": ("No.", "N°"),
    "w_what": ("What", "Quoi"),
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
