"""The words of the summary of a batch, in English and French."""

from __future__ import annotations

BATCH_SUMMARY: dict[str, tuple[str, str]] = {
    "m_overall": ("Overall", "Ensemble"),
    "m_title": ("{questionnaire}: {n} responses", "{questionnaire}\u00a0: {n} réponses"),
    # rows
    "m_h_rows": ("What became of the rows", "Ce que les lignes sont devenues"),
    "m_rows": ("Rows in the sources", "Lignes dans les sources"),
    "m_scored": ("Scored", "Notées"),
    "m_rejected": ("Rejected", "Rejetées"),
    "m_left_out": ("Left out: {reason}", "Laissées de côté\u00a0: {reason}"),
    "m_preview": ("previews", "aperçus"),
    "m_test": ("tests", "essais"),
    "m_spam": ("spam", "pourriels"),
    "m_repeated_header": ("repeated headers", "en-têtes répétés"),
    "m_left_unfinished": ("unfinished", "inachevées"),
    "m_left_blank": ("blank", "vides"),
    "m_unfinished": ("Unfinished, among those scored", "Inachevées, parmi les lignes notées"),
    "m_rate": ("Response rate", "Taux de réponse"),
    "m_rate_is": ("{percent} ({n} of {invited} invited)", "{percent} ({n} sur {invited} personnes invitées)"),
    "m_rate_odd": (
        "unknown: {n} responses, and only {invited} were invited",
        "inconnu\u00a0: {n} réponses pour {invited} personnes invitées seulement",
    ),
    "m_languages": ("Languages", "Langues"),
    "m_n_of": ("{name} {n}", "{name} {n}"),
    "m_other_languages": ("others or not given", "autres ou non indiquée"),
    # who is protected
    "m_minimum": (
        "No figure here stands on fewer than {n} responses; how many did something is not told where fewer than {n} did, or "
        "did not, nor what would give that away. Rows that were rejected or left out are counted as they are.",
        "Aucun chiffre ne repose ici sur moins de {n} réponses; un effectif n'est pas dit s'il compte, ou laisse, moins de {n} "
        "réponses, ni ce qui le trahirait. Les lignes rejetées ou laissées de côté sont comptées telles quelles.",
    ),
    "m_no_minimum": (
        "Small groups are shown, because that was asked for: a figure may be about one person. Give this only to those who "
        "may know.",
        "Les petits groupes sont montrés, parce que cela a été demandé\u00a0: un chiffre peut porter sur une seule personne. "
        "Ne remettez ceci qu'à qui peut le savoir.",
    ),
    "m_too_few": (
        "Fewer than {n} responses were scored, so nothing is said about them.",
        "Moins de {n} réponses ont été notées; rien n'en est donc dit.",
    ),
    # scores
    "m_h_scores": ("Median scores", "Notes médianes"),
    "m_scores_key": (
        "█ up to the lowest quarter · ░ the middle half · ┃ the median, which is the number",
        "█ jusqu'au quart le plus bas · ░ la moitié du milieu · ┃ la médiane, qui est le nombre",
    ),
    "m_n": ("n {n}", "n {n}"),
    "m_n_head": ("n", "n"),
    "m_fewer": ("fewer than {n}", "moins de {n}"),
    "m_all_but": ("all but fewer than {n}", "tous sauf moins de {n}"),
    "m_not_told": ("withheld", "non dit"),
    "m_mean_alone": ("mean {percent}", "moy. {percent}"),
    "m_no_tenths": (
        "Withheld: the scores lie so that every part of them would count, or give away, fewer than {n}.",
        "Non dite : les notes se répartissent de telle sorte que chaque partie en compterait, ou en trahirait, moins de {n}.",
    ),
    "m_h_tenths": ("How the overall score is distributed", "Répartition de la note d'ensemble"),
    "m_tenth": ("{low} to {high}\u00a0%", "{low} à {high}\u00a0%"),
    "m_h_answers": ("Answers by section", "Réponses par section"),
    "m_answers_key": (
        "Mean and standard deviation of the scores; coverage, “don't know” and “not applicable” are means per response.",
        "Moyenne et écart type des notes; couverture, «\u00a0ne sait pas\u00a0» et «\u00a0sans objet\u00a0» sont des moyennes "
        "par réponse.",
    ),
    "m_section": ("Section", "Section"),
    "m_mean": ("Mean", "Moy."),
    "m_median": ("Median", "Médiane"),
    "m_sd": ("SD", "É.-t."),
    "m_coverage": ("Coverage", "Couv."),
    "m_dont_know": ("Don't know", "Ne sait pas"),
    "m_na": ("N/A", "S. o."),
    # levels and courses
    "m_h_levels": ("Levels", "Niveaux"),
    "m_without_level": (
        "Without a level, since too little is judged: {n}.",
        "Sans niveau, faute d'assez de réponses évaluées\u00a0: {n}.",
    ),
    "m_uncertain": (
        "Not certain, since unknown answers may move it: {n}.",
        "Incertain, car des réponses inconnues peuvent le déplacer\u00a0: {n}.",
    ),
    "m_h_courses": ("Courses", "Voies"),
    "m_course": ("Course", "Voie"),
    "m_now": ("Fits now", "Convient"),
    "m_best": ("Best", "Meilleure"),
    "m_neither": ("None", "Aucune"),
    "m_exposure": ("Exposure", "Exposition"),
    "m_middle_half": ("Middle half", "Moitié du milieu"),
    "m_courses_key": (
        "Exposure: median a year, in {unit}, and where the middle half lies.",
        "Exposition\u00a0: médiane par an, en {unit}, et où se situe la moitié du milieu.",
    ),
    # checks and time
    "m_h_checks": ("Answers that look odd", "Réponses qui étonnent"),
    "m_h_time": ("Time per response", "Temps par réponse"),
    "m_time_median": ("Median", "Médiane"),
    "m_time_half": ("Middle half", "Moitié du milieu"),
    "m_speeders": ("Under a third of the median", "Moins du tiers de la médiane"),
    "m_odd_times": ("Times that make no sense", "Temps qui n'ont pas de sens"),
    "m_unknown_times": (
        "no format reads nearly all of the times",
        "aucun format ne lit presque tous les temps",
    ),
    "m_minutes": ("{n} min", "{n} min"),
    "m_seconds": ("{n} s", "{n} s"),
    # groups
    "m_h_group": ("By {column}", "Par {column}"),
    "m_group": ("Group", "Groupe"),
    "m_blank": ("(blank)", "(vide)"),
    "m_withheld": (
        "Withheld, for having fewer than {n} responses or for giving such a group away: {names}.",
        "Non montrés, faute de {n} réponses ou parce qu'ils trahiraient un tel groupe\u00a0: {names}.",
    ),
    "m_all_withheld": (
        "No group has {n} responses and can be shown.",
        "Aucun groupe n'a {n} réponses et ne peut être montré.",
    ),
    "m_too_many": (
        "This column has too many different values to be groups.",
        "Cette colonne a trop de valeurs différentes pour former des groupes.",
    ),
    "m_in_pairs": (
        "Columns were held against each other two by two: whoever compares sums over three of them at once may single out "
        "fewer. Where that matters, sum up by two columns at most.",
        "Les colonnes ont été confrontées deux à deux\u00a0: qui compare des sommes sur trois à la fois peut isoler moins de "
        "réponses. Si cela importe, résumez selon deux colonnes au plus.",
    ),
    "m_more": ("and {n} more", "et {n} de plus"),
    "m_more_groups": (
        "{n} more groups are in the JSON and CSV.",
        "{n} groupes de plus se trouvent dans le JSON et le CSV.",
    ),
    "m_levels_of": ("Levels", "Niveaux"),
    "m_now_of": ("Fits now", "Convient"),
    "m_few": ("{name}: few", "{name}\u00a0: peu"),
    "m_about": ("{name}: about {percent}", "{name}\u00a0: environ {percent}"),
    "m_nearly_all": ("{name}: nearly all", "{name}\u00a0: presque tous"),
    "m_exact": ("{name}: {percent}", "{name}\u00a0: {percent}"),
    "m_without": ("none", "aucun"),
    "m_coarse_key": (
        "“Few” is fewer than {n}, or none; “nearly all” is all but fewer than {n}; the rest to the nearest tenth.",
        "«\u00a0Peu\u00a0»\u00a0: moins de {n}, ou personne; «\u00a0presque tous\u00a0»\u00a0: tous sauf moins de {n}; le reste au "
        "dixième près.",
    ),
    # reliability
    "m_h_reliability": ("How far the items of a section go together", "Cohérence des éléments de chaque section"),
    "m_items": ("Items", "Éléments"),
    "m_cases": ("Complete cases", "Cas complets"),
    "m_alpha": ("Alpha", "Alpha"),
    "m_loosest": ("Least with the rest", "Le moins lié au reste"),
    "m_few_items": ("fewer than two items", "moins de deux éléments"),
    "m_few_cases": ("too few complete cases", "trop peu de cas complets"),
    "m_no_variance": ("no variance", "aucune variance"),
    "m_formative": (
        "Readiness is made up of its items and need not show in all of them alike: a low alpha is no defect, and no reason to "
        "drop an item.",
        "La maturité se compose de ses éléments et n'a pas à se montrer dans tous de la même façon\u00a0: un alpha bas n'est "
        "pas un défaut, ni une raison d'écarter un élément.",
    ),
    "m_h_dead": ("Items that tell responses hardly apart", "Éléments qui distinguent à peine les réponses"),
    "m_dead_unanswered": ("judged in {percent} of responses only", "évalué dans {percent} des réponses seulement"),
    "m_dead_hardly_answered": ("judged in hardly any response", "évalué dans presque aucune réponse"),
    "m_dead_nearly_same": ("nearly all have the same score", "presque tous ont la même note"),
    "m_dead_no_variance": ("all scores are the same", "toutes les notes sont les mêmes"),
    "m_dead_same_answer": ("{percent} have the same score", "{percent} ont la même note"),
}
