"""The words of the checks on the answers, in English and French."""

from __future__ import annotations

CHECKS: dict[str, tuple[str, str]] = {
    "x_heading": ("Answers worth asking about", "Réponses à vérifier"),
    "x_none": (
        "Nothing in how it was answered asks for a second look.",
        "Rien, dans la façon de répondre, n'appelle un second regard.",
    ),
    "x_about": (
        "None of this shows that an answer is wrong, and none of it changes a score.",
        "Rien de ceci ne montre qu'une réponse est fausse, et rien n'en change une note.",
    ),
    "x_reason": ("Why: {reason}", "Pourquoi : {reason}"),
    "x_more": ("; and {n} more", "; et {n} de plus"),
    # the questionnaire's own
    "x_contradiction_reason": (
        "These answers seldom hold together; one of them may have been read otherwise than it was meant.",
        "Ces réponses vont rarement ensemble; l'une d'elles a pu être comprise autrement que prévu.",
    ),
    "x_disagrees_reason": (
        "A risk is rated as it would be without safeguards, yet the rating ought to fit what is answered elsewhere.",
        "Un risque s'évalue comme s'il n'y avait aucune mesure, mais l'évaluation devrait concorder avec ce qui est "
        "répondu ailleurs.",
    ),
    # straight lines
    "x_straight_run": (
        "{n} answers in a row on the same scale are “{answer}”, from “{first}” to “{last}”.",
        "{n} réponses de suite sur la même échelle sont « {answer} », de « {first} » à « {last} ».",
    ),
    "x_straight_block": (
        "{n} answers on the same scale in “{title}” are all “{answer}”.",
        "{n} réponses sur la même échelle dans « {title} » sont toutes « {answer} ».",
    ),
    "x_straight_reason": (
        "The same step every time may be true; it may also mean that the questions were not read one by one.",
        "Le même échelon à chaque fois peut être vrai; il se peut aussi que les questions n'aient pas été lues une à "
        "une.",
    ),
    "x_straight_ask": (
        "Ask for an example behind two or three of them, taken at random.",
        "Demandez un exemple pour deux ou trois d'entre elles, prises au hasard.",
    ),
    "x_straight_turned_reason": (
        "Questions among them that are put the other way round: {n}. The same answer to those says the opposite, so the "
        "answers contradict each other.",
        "Questions posées en sens inverse parmi elles : {n}. La même réponse y dit le contraire, si bien que les "
        "réponses se contredisent.",
    ),
    "x_straight_turned_ask": (
        "Ask these again, one by one: {questions}",
        "Reposez celles-ci, une à une : {questions}",
    ),
    # sections set aside
    "x_set_aside": (
        "Nothing in “{title}” is said to apply: all {n} questions were answered “not applicable”.",
        "Rien dans « {title} » ne s'appliquerait : les {n} questions ont reçu « sans objet ».",
    ),
    "x_set_aside_reason": (
        "What does not apply leaves the score, so a section set aside costs nothing, however weak it may be.",
        "Ce qui est sans objet sort de la note : une section écartée ne coûte rien, si faible soit-elle.",
    ),
    "x_set_aside_ask": (
        "Ask why none of it applies here, and who would notice if it did.",
        "Demandez pourquoi rien n'en vaut ici, et qui s'en apercevrait si c'était le cas.",
    ),
    # best answers without evidence
    "x_top": (
        "{n} of {all} best possible answers come without evidence; together they carry {percent} % of what was judged.",
        "{n} des {all} meilleures réponses possibles n'ont aucune preuve; ensemble, elles portent {percent} % de ce qui a "
        "été évalué.",
    ),
    "x_top_reason": (
        "The questionnaire says what would prove each of them. A best answer that cannot be shown is often a plan.",
        "Le questionnaire dit ce qui prouverait chacune. Une réponse maximale qui ne se montre pas est souvent un projet.",
    ),
    "x_top_ask": (
        "Ask to see the evidence, beginning with what weighs most: {questions}",
        "Demandez à voir la preuve, en commençant par ce qui pèse le plus : {questions}",
    ),
    # confidence
    "x_confident": (
        "High confidence and no note: {n} of {all} answers and ratings.",
        "Grande confiance sans aucune note : {n} des {all} réponses et évaluations.",
    ),
    "x_confident_reason": (
        "Confidence tells others something only when they can see what it rests on.",
        "La confiance n'apprend quelque chose aux autres que s'ils voient sur quoi elle repose.",
    ),
    "x_confident_ask": (
        "Ask what two or three of them rest on, and who would say otherwise.",
        "Demandez sur quoi reposent deux ou trois d'entre elles, et qui dirait le contraire.",
    ),
    # risks rated alike
    "x_of_both": ("of both sides", "des deux côtés"),
    "x_of_side": ("of {side}", "de {side}"),
    "x_alike": (
        "All {n} rated risks {of} have the same likelihood, “{likelihood}”, and the same impact, “{impact}”.",
        "Les {n} risques évalués {of} ont tous la même probabilité, « {likelihood} », et le même impact, « {impact} ».",
    ),
    "x_alike_likelihood": (
        "All {n} rated risks {of} have the same likelihood, “{likelihood}”.",
        "Les {n} risques évalués {of} ont tous la même probabilité, « {likelihood} ».",
    ),
    "x_alike_impact": (
        "All {n} rated risks {of} have the same impact, “{impact}”.",
        "Les {n} risques évalués {of} ont tous le même impact, « {impact} ».",
    ),
    "x_alike_reason": (
        "Risks do differ. Rated alike, what is compared is how many are listed rather than what they are.",
        "Les risques diffèrent. Évalués de même, on compare combien il y en a plutôt que ce qu'ils sont.",
    ),
    "x_alike_ask": (
        "Ask which of them is the likeliest and which the gravest, and rate the others against these two.",
        "Demandez lequel est le plus probable et lequel le plus grave, puis évaluez les autres par rapport à ces deux-là.",
    ),
    # a condition on a rating, in words
    "x_likelihood_is": (
        "the likelihood of {risk} is rated {range}",
        "la probabilité de {risk} est évaluée à {range}",
    ),
    "x_impact_is": ("the impact of {risk} is rated {range}", "l'impact de {risk} est évalué à {range}"),
}
