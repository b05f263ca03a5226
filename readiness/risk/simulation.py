"""Simulated years: what each course may cost in a good year and in a bad one, and how often each costs least.

Every risk has a stream of random numbers of its own, three for each year, so that all courses meet the same luck, and
an answer that changes one risk leaves the luck of the others as it was. Years are drawn block by block: memory holds
one block, however many there are.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

from readiness.risk.exposure import Z95

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

YEARS = 10_000
SEED = 1
BLOCK = 10_000
"""Years that are held at once. Percentiles are exact up to here; of more years they come from the bins below."""
FIGURES = 9
"""Significant figures kept of what is simulated: machines differ in the last bits of a logarithm, and not in these."""
BINS = 1 << 16
"""Of the logarithm of a year's loss, from `BIN_LEAST` to `BIN_MOST` times the largest severity: each 0.06 % wide."""
BIN_LEAST, BIN_MOST = 1e-12, 1e5


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What is drawn for one risk: its ranges, what the controls leave of each, and its share under each course.

    Probabilities are 0..1 a year, uniform between the two; severities are the 5th and 95th percentile of a lognormal,
    both above 0. `shares` come in the order of the courses.
    """

    id: str
    probability: tuple[float, float]
    severity: tuple[float, float]
    likelihood_left: float
    impact_left: float
    shares: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One course over all years. Losses and regret are in the unit of the severities, a year.

    `least` is the share of years in which it cost least, a tie shared among those tied. `regret` is what it cost more
    than the cheapest course of the same year: mean and 95th percentile. `exceeded` gives for each of the thresholds the
    share of years that cost more.
    """

    mean: float
    standard_error: float
    p5: float
    p50: float
    p95: float
    least: float
    regret: float
    regret_p95: float
    exceeded: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """All courses over the same years. `quiet` is the share of years in which no course cost anything.

    `cheaper[a][b]` is the share of years in which course *a* cost less than *b*, half of the ties included.
    """

    seed: int
    years: int
    thresholds: tuple[float, ...]
    courses: tuple[Course, ...]
    cheaper: tuple[tuple[float, ...], ...]
    quiet: float


def simulate(risks: Sequence[Drawn], *, years: int = YEARS, seed: int = SEED, block: int = BLOCK) -> Simulation:
    """The risks' years, drawn and added for each course.

    Of risk *r* in a year, with u₁ u₂ u₃ uniform in 0..1 from NumPy's PCG64, seeded with [seed, CRC-32 of the risk's id]:
    its probability is p = low + (high − low) u₁; under a course it happens where u₂ < p · likelihood left · share; it then
    costs exp(μ + σ Φ⁻¹(u₃)) · impact left. The same u serve every course. `block` bounds the memory and changes
    nothing else up to as many years. Raises ValueError for no risks, fewer than 1 year, or risks of unlike courses.
    """
    if not risks or years < 1 or len({len(risk.shares) for risk in risks}) != 1:
        raise ValueError("simulating takes at least one risk and one year, and the same courses for every risk")
    thresholds = _thresholds(risks)
    tally = _Tally(thresholds, len(risks[0].shares), max(risk.severity[1] for risk in risks), exact=years <= block)
    for totals in _blocks(risks, years, seed, block):
        tally.add(totals)
    return tally.result(seed)


def _blocks(risks: Sequence[Drawn], years: int, seed: int, block: int) -> Iterator[Floats]:
    """The losses of each course, courses by years, block by block."""
    import numpy as np

    streams = [np.random.Generator(np.random.PCG64([seed, crc32(risk.id.encode())])) for risk in risks]
    for start in range(0, years, block):
        now = min(block, years - start)
        totals = np.zeros((len(risks[0].shares), now))
        for risk, stream in zip(risks, streams, strict=True):
            _add_losses(totals, risk, stream.random((now, 3)))
        yield totals


def _add_losses(totals: Floats, risk: Drawn, uniform: Floats) -> None:
    """Add a risk's losses to the totals of every course. The severity is drawn only where it happens at all."""
    import numpy as np

    low, high = risk.probability
    chance = (low + (high - low) * uniform[:, 0]) * risk.likelihood_left
    when = np.flatnonzero(uniform[:, 1] < chance * max(risk.shares))
    if not when.size:
        return
    chance, luck = chance[when], uniform[when, 1]
    loss = severities(*risk.severity, uniform[when, 2]) * risk.impact_left
    for course, share in enumerate(risk.shares):
        if share == max(risk.shares):
            totals[course, when] += loss
        elif share > 0:
            totals[course, when] += np.where(luck < chance * share, loss, 0.0)


def severities(low: float, high: float, uniform: Floats) -> Floats:
    """Lognormal severities with `low` and `high` as their 5th and 95th percentile, from numbers uniform in 0..1."""
    import numpy as np

    mu = (math.log(low) + math.log(high)) / 2
    sigma = (math.log(high) - math.log(low)) / (2 * Z95)
    return np.asarray(np.exp(mu + sigma * normal(uniform)))


# Wichura, M. J. (1988), "Algorithm AS 241: The Percentage Points of the Normal Distribution", Applied Statistics 37(3),
# 477-484, routine PPND16: numerator and denominator in the middle, in the near tail and in the far tail.
_MIDDLE = (
    (2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125, 1971.5909503065514427, 133.14166789178437745, 3.387132872796366608),
    (5226.495278852545925, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077, 687.1870074920579083, 42.313330701600911252, 1.0),
)  # fmt: skip
_NEAR = (
    (7.7454501427834140764e-4, 0.0227238449892691845833, 0.24178072517745061177, 1.27045825245236838258, 3.64784832476320460504, 5.7694972214606914055, 4.6303378461565452959, 1.42343711074968357734),
    (1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459, 0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0),
)  # fmt: skip
_FAR = (
    (2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093, 0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772),
    (2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4, 0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0),
)  # fmt: skip


def normal(uniform: Floats) -> Floats:
    """Φ⁻¹, the standard normal quantile of numbers in 0..1; 0 counts as the least number above it.

    Wichura's AS 241, exact to about sixteen figures. SciPy has one too, at four times what importing NumPy costs.
    """
    import numpy as np

    centred = uniform - 0.5
    found = centred * _ratio(_MIDDLE, 0.180625 - centred * centred)
    outside = np.flatnonzero(np.abs(centred) > 0.425)
    if outside.size:
        tail = np.minimum(uniform[outside], 1 - uniform[outside])
        depth = np.sqrt(-np.log(np.maximum(tail, 2.0**-54)))
        value = np.where(depth <= 5, _ratio(_NEAR, depth - 1.6), _ratio(_FAR, depth - 5.0))
        found[outside] = np.copysign(value, centred[outside])
    return found


def _ratio(both: tuple[tuple[float, ...], tuple[float, ...]], at: Floats) -> Floats:
    """One polynomial over another, their coefficients from the highest power down."""
    import numpy as np

    above, below = (np.full_like(at, coefficients[0]) for coefficients in both)
    for high, low in zip(both[0][1:], both[1][1:], strict=True):
        above *= at
        above += high
        below *= at
        below += low
    return np.asarray(above / below)


def _thresholds(risks: Sequence[Drawn]) -> tuple[float, ...]:
    """Losses to count years above: 0, and 1-2-5 steps from the least severity to ten times the greatest."""
    least, most = min(risk.severity[0] for risk in risks), 10 * max(risk.severity[1] for risk in risks)
    powers = range(math.floor(math.log10(least)), math.ceil(math.log10(most)) + 1)
    return (
        0.0,
        *(step for power in powers for times in (1, 2, 5) if least <= (step := float(f"{times}e{power}")) <= most),
    )


class _Tally:
    """What is kept of the years: sums and counts, and for percentiles the years themselves or their bins."""

    def __init__(self, thresholds: tuple[float, ...], courses: int, largest: float, *, exact: bool) -> None:
        import numpy as np

        self.thresholds, self.years, self.quiet = thresholds, 0, 0
        self.sums, self.least, self.regret = np.zeros(courses), np.zeros(courses), np.zeros(courses)
        self.middle, self.squares = np.zeros(courses), np.zeros(courses)
        self.under = np.zeros((courses, courses))
        self.above = np.zeros((courses, len(thresholds)), dtype=np.int64)
        self.kept: list[tuple[Floats, Floats]] | None = [] if exact else None
        self.loss_bins, self.regret_bins = (_Bins(courses, largest) for _ in range(2))

    def add(self, totals: Floats) -> None:
        """Count a block."""
        import numpy as np

        cheapest = totals.min(axis=0)
        regret = totals - cheapest
        is_least = regret == 0
        if not self.years:
            self.middle = totals.mean(axis=1)  # near the mean, so that the squares about it lose no figures
        apart = totals - self.middle[:, None]
        self.years += totals.shape[1]
        self.quiet += int(np.count_nonzero(totals.max(axis=0) == 0))
        self.sums += apart.sum(axis=1)
        self.squares += (apart * apart).sum(axis=1)
        self.least += (is_least / is_least.sum(axis=0)).sum(axis=1)
        self.regret += regret.sum(axis=1)
        for at, one in enumerate(totals):
            self.under[at] += np.count_nonzero(one < totals, axis=1) + np.count_nonzero(one == totals, axis=1) / 2
        for at, threshold in enumerate(self.thresholds):
            self.above[:, at] += np.count_nonzero(totals > threshold, axis=1)
        if self.kept is not None:
            self.kept.append((totals, regret))
        else:
            self.loss_bins.add(totals)
            self.regret_bins.add(regret)

    def result(self, seed: int) -> Simulation:
        """Everything in figures that all machines share."""
        return Simulation(
            seed=seed,
            years=self.years,
            thresholds=self.thresholds,
            courses=tuple(self._course(at) for at in range(len(self.sums))),
            cheaper=tuple(tuple(_shared(float(each) / self.years) for each in row) for row in self.under),
            quiet=_shared(self.quiet / self.years),
        )

    def _course(self, at: int) -> Course:
        offset = self.sums[at] / self.years
        variance = max(0.0, self.squares[at] - self.years * offset**2) / max(1, self.years - 1)
        p5, p50, p95, regret_p95 = self._percentiles(at)
        return Course(
            mean=_shared(self.middle[at] + offset),
            standard_error=_shared(math.sqrt(variance / self.years)),
            p5=_shared(p5),
            p50=_shared(p50),
            p95=_shared(p95),
            least=_shared(self.least[at] / self.years),
            regret=_shared(self.regret[at] / self.years),
            regret_p95=_shared(regret_p95),
            exceeded=tuple(_shared(count / self.years) for count in self.above[at]),
        )

    def _percentiles(self, at: int) -> tuple[float, float, float, float]:
        import numpy as np

        if self.kept is None:
            losses = [self.loss_bins.quantile(at, share, self.years) for share in (0.05, 0.5, 0.95)]
            return losses[0], losses[1], losses[2], self.regret_bins.quantile(at, 0.95, self.years)
        ((totals, regret),) = self.kept
        p5, p50, p95 = (float(each) for each in np.quantile(totals[at], (0.05, 0.5, 0.95)))
        return p5, p50, p95, float(np.quantile(regret[at], 0.95))


class _Bins:
    """Counts of amounts by their logarithm, for percentiles of more years than are held."""

    def __init__(self, courses: int, largest: float) -> None:
        import numpy as np

        self.start, end = math.log(largest * BIN_LEAST), math.log(largest * BIN_MOST)
        self.width = (end - self.start) / BINS
        self.counts = np.zeros((courses, BINS + 1), dtype=np.int64)  # the first counts what is 0

    def add(self, amounts: Floats) -> None:
        """Count a block."""
        import numpy as np

        for row, some in zip(self.counts, amounts, strict=True):
            logs = np.log(some[some > 0])
            places = np.clip((logs - self.start) / self.width, 0, BINS - 1).astype(np.int64) + 1
            row += np.bincount(places, minlength=BINS + 1)
            row[0] += some.size - places.size

    def quantile(self, course: int, share: float, years: int) -> float:
        """The middle of the bin in which the percentile lies; 0 where it lies among the years without loss."""
        import numpy as np

        place = int(np.searchsorted(np.cumsum(self.counts[course]), share * (years - 1), side="right"))
        return 0.0 if place == 0 else math.exp(self.start + (place - 0.5) * self.width)


def _shared(value: float) -> float:
    """The figures that all machines share."""
    return float(f"{value:.{FIGURES}g}")


def expected(risks: Sequence[Drawn]) -> tuple[float, ...]:
    """The closed form of each course's mean: Σ p̄ · s̄ · what the controls leave · share."""
    from readiness.risk.exposure import mean_probability, mean_severity

    parts = [
        mean_probability(*risk.probability) * mean_severity(*risk.severity) * risk.likelihood_left * risk.impact_left
        for risk in risks
    ]
    return tuple(
        math.fsum(part * risk.shares[course] for part, risk in zip(parts, risks, strict=True))
        for course in range(len(risks[0].shares))
    )
