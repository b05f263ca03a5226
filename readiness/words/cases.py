"""The words of the cases that fit, in English and French."""

from __future__ import annotations

CASES: dict[str, tuple[str, str]] = {
    # why a case is shown
    "c_weak": (
        "The case is about {areas}, as are weak answers of yours: {answers}.",
        "Le cas porte sur {areas}, comme des réponses faibles de votre part\u00a0: {answers}.",
    ),
    "c_risks": (
        "The case is about {areas}, as are main risks of {side} here: {risks}.",
        "Le cas porte sur {areas}, comme des risques importants de {side} ici\u00a0: {risks}.",
    ),
    "c_more": (", and {n} more", ", et {n} de plus"),
    "c_likeness": (
        "One of the nearest in the library, but no twin: its field is “{sector}”{others}.",
        "L'un des plus proches de la bibliothèque, sans être un jumeau\u00a0: son secteur est «\u00a0{sector}\u00a0»{others}.",
    ),
    "c_elsewhere": (
        ", its place, “{place}”, is not one that the profile names",
        ", son lieu, «\u00a0{place}\u00a0», n'est pas nommé par le profil",
    ),
    "c_besides": (
        ", and the case is also about {areas}",
        ", et le cas porte aussi sur {areas}",
    ),
    "c_same_place": ("The profile names {place} too.", "Le profil nomme aussi «\u00a0{place}\u00a0»."),
    "c_no_share": ("nothing", "rien"),
    "c_no_year": ("no year", "sans année"),
    # how they are shown
    "c_heading": ("Cases that come near", "Des cas qui se rapprochent du vôtre"),
    "c_what_they_are": (
        "They show what can happen, not how often. Those who stayed out and fared well make no news and are not here.",
        "Ils montrent ce qui peut arriver, non à quelle fréquence. Qui s'est abstenu sans mal ne fait pas les manchettes "
        "et n'est pas ici.",
    ),
    "c_told_in": ("The cases are told in {languages}.", "Les cas sont en {languages}."),
    "c_took_part": ("Took part", "Ont participé"),
    "c_stayed_out": ("Stayed out, or came late", "Se sont abstenus, ou sont venus tard"),
    "c_why": ("Why it is here: {why}", "Pourquoi ce cas\u00a0: {why}"),
    "c_figure": ("Figure: {text} ({grade})", "Chiffre\u00a0: {text} ({grade})"),
    "c_lesson": ("Lesson: {lesson}", "Leçon\u00a0: {lesson}"),
    "c_caution": ("In telling it: {caution}", "Pour bien le dire\u00a0: {caution}"),
    "c_source": ("Source: {source}", "Source\u00a0: {source}"),
    "c_account": ("The account as a whole: {grade}", "Le récit dans son ensemble\u00a0: {grade}"),
    "c_none": (
        "No case of the library comes near on both sides.",
        "Aucun cas de la bibliothèque ne se rapproche des deux côtés.",
    ),
    "c_chosen": ("How they were chosen", "Comment ils ont été choisis"),
    "c_weights": (
        "By weight: {weak} of what the weakest answers cost, and {risks} of what the main risks set the courses apart by.",
        "En poids\u00a0: {weak} de ce que coûtent les réponses les plus faibles, et {risks} de l'écart que les principaux risques mettent entre les voies.",
    ),
    "c_high": ("high confidence", "confiance élevée"),
    "c_medium": ("medium confidence", "confiance moyenne"),
    "c_low": ("low confidence", "confiance faible"),
    "c_all_of_it": (
        "Every figure and source: readiness explain FILE cases",
        "Tous les chiffres et toutes les sources\u00a0: readiness explain FICHIER cases",
    ),
    "c_grades": (
        "High confidence: a primary source, or two that agree. Medium: one outlet, or the organization's own word. "
        "Low: the sources disagree; such figures are left out.",
        "Confiance élevée\u00a0: une source première, ou deux qui concordent. Moyenne\u00a0: un seul média, ou la parole de "
        "l'organisation. Faible\u00a0: les sources se contredisent; ces chiffres sont laissés de côté.",
    ),
    "c_nearness": (
        "Nearness is counted in the areas of work that questions, risks and cases name. It is the mean of the two weights, 0 for one that is missing, over the square root of how many areas the case has; a country or region that the profile names adds a tenth. Kinds of organization are not compared. The nearest are shown, as many of each side. Taking part that went well is shown only where engaging has the least exposure, clear of the other courses.",
        "La proximité se compte dans les domaines que nomment questions, risques et cas. C'est la moyenne des deux poids, 0 pour celui qui manque, divisée par la racine carrée du nombre de domaines du cas; un pays ou une région que le profil nomme ajoute un dixième. Les genres d'organisation ne sont pas comparés. Les plus proches sont montrés, autant de chaque côté. Une participation réussie ne l'est que si participer a la moindre exposition, nettement sous celle des autres voies.",
    ),
}
