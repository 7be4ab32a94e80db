"""How is it said? Requests, differences and clauses as sentences, each written in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from communique.exchange.clocks import Period
from communique.exchange.differing import Difference
from communique.exchange.position import Duty, Entry
from communique.exchange.prooflog import Proved
from communique.exchange.redlining import Redline
from communique.exchange.request import LANGUAGES, Age, Flag, RequestForm
from communique.exchange.silence import Gap
from communique.exchange.stance import Stances
from communique.geo import country, country_name
from communique.language import Words

Sentence = Mapping[str, str]


@cache
def spoken(language: str) -> Words:
    """The words of this package in one language."""
    return Words(language, [Path(__file__).parent / "translations"])


def in_each(say: Callable[[str], str]) -> Sentence:
    """A sentence by language."""
    return {language: say(language) for language in LANGUAGES}


def said(id: str, **args: Any) -> Sentence:
    """A message of this package in each language; arguments may be sentences by language themselves."""

    def say(language: str) -> str:
        chosen = {name: a[language] if isinstance(a, Mapping) else a for name, a in args.items()}
        return spoken(language).message(f"exchange-{id}", **chosen)

    return in_each(say)


def party_name(party: str) -> Sentence:
    """The name of a country, or the party as it calls itself."""
    if country(party) == party:
        return in_each(lambda language: country_name(party, language))
    return dict.fromkeys(LANGUAGES, party)


def party_says(verb: str, party: str) -> Sentence:
    """ "Canada allows": a party and what it does, as a sentence has it."""
    return said(f"party-{verb}", party=party, name=party_name(party))


def request(found: Mapping[str, Any], form: RequestForm) -> Sentence:
    """A request as the end of a sentence: "names, 184 days after collection, for tax purposes, without …"."""
    return in_each(lambda language: _request(found, form, language))


def _request(found: Mapping[str, Any], form: RequestForm, language: str) -> str:
    phrases = [(name, _phrase(name, value, form, language)) for name, value in found.items()]
    plain = " ".join(words for name, words in phrases if name not in form.flags)
    return ", ".join([plain, *(words for name, words in phrases if name in form.flags)])


def _phrase(name: str, value: Any, form: RequestForm, language: str) -> str:
    asked = form.fields[name]
    if isinstance(asked, Flag):
        return (asked.yes if value else asked.no)[language]
    if isinstance(asked, Age):
        return age(value, asked)[language]
    return asked.phrase[language].replace("{}", asked.values[value][language])


def age(value: int, asked: Age) -> Sentence:
    """An age with its origin: "184 days after collection"."""
    return said(f"age-{asked.unit}", count=value, since=asked.since_label)


def value_name(name: str, value: str, form: RequestForm) -> Sentence:
    """The label of a field's value; the value itself if the form does not have it."""
    labels = getattr(form.fields[name], "values", {})
    return labels.get(value, dict.fromkeys(LANGUAGES, value))  # type: ignore[no-any-return]


def listing(parts: list[Sentence], separator: str = ", ") -> Sentence:
    """Sentences by language, one after the other."""
    return in_each(lambda language: separator.join(part[language] for part in parts))


def period(found: Period | None) -> Sentence:
    """A period in words: "3 years 6 months"."""
    if found is None:
        return said("period-unknown")
    counts = {"years": found.years, "months": found.months, "days": found.days, "hours": found.hours}
    parts = [said(f"period-{unit}", count=count) for unit, count in counts.items() if count]
    return listing(parts, " ") if parts else said("period-none")


# -- sentences -------------------------------------------------------------------------------------------------------


def difference(found: Difference, stances: Stances) -> Sentence:
    """A difference or conflict in one sentence; that there is none, or that none could be proved, is said too."""
    other = party_says(found.kind, found.other)
    one = party_says("requires" if found.duty else "allows", found.party)
    if found.status == "vacuous":
        return said("difference-vacuous", one=one, other=other, why=emptiness_of(found))
    if found.status != "found":
        return said(f"difference-{found.status.replace(' ', '-')}", one=one, other=other)
    form = stances.form
    what = request(found.found.shown, form)
    return _capital(said("difference", one=one, other=other, act=form.subject.act, request=what))


def emptiness(found: Difference) -> Sentence:
    """Why it says nothing that there is no such difference, as a sentence of its own."""
    return _capital(emptiness_of(found))


def emptiness_of(found: Difference) -> Sentence:
    """The same as the end of a sentence."""
    if found.vacuous == "other":
        return said(f"empty-{found.kind}", party=found.other, name=party_name(found.other))
    verb = "" if found.vacuous == "no position" else "requires-" if found.duty else "allows-"
    id = f"empty-{verb}{found.vacuous}".replace(" ", "-")
    return said(id, party=found.party, name=party_name(found.party))


def permitted(found: Mapping[str, Any], form: RequestForm) -> Sentence:
    """What is, or would be, permitted, as a phrase: "disclosing names …"."""
    return said("request", act=form.subject.act, request=request(found, form))


def gap(found: Gap, stances: Stances) -> Sentence:
    """A gap in one sentence."""
    name = party_name(found.party or "")
    if found.kind == "unknown":
        return said("gap-unknown", name=name, clause=clause(found.name, stances))
    if found.kind == "value":
        label = stances.form.fields[found.name].label
        return said("gap-value", name=name, field=label, values=_values(found.name, found.values, stances.form))
    if found.kind == "verb":
        return said("gap-verb", name=name, verb=said(f"verb-{found.name}"))
    if found.kind == "duty":
        values = _values("category", found.values, stances.form)
        return said("gap-duty", name=name, duty=said(f"do-{found.name}"), values=values)
    if found.kind == "absent":
        return said("gap-absent", name=name)
    if found.found is None or found.found.answer != "yes":
        return said("gap-nobody-unproved")
    return said("gap-nobody", request=permitted(found.found.shown, stances.form))


def _values(name: str, values: tuple[str, ...], form: RequestForm) -> Sentence:
    return listing([value_name(name, value, form) for value in values])


def redline(found: Redline, stances: Stances) -> Sentence:
    """A change of one party's position in one sentence; `clause` says the clause itself."""
    taken = clause(found.name, stances)
    if found.what == "add" and found.today is not None and found.today.answer == "yes":
        today = permitted(found.today.shown, stances.form)
        return said("redline-add", name=party_name(found.party), clause=taken, today=today)
    own = clause(found.own, stances) if found.own else ""
    return said(f"redline-{found.what.replace(' ', '-')}", name=party_name(found.party), clause=taken, own=own)


def proof(found: Proved, stances: Stances) -> Sentence:
    """A claim of the proof log in one sentence."""
    claim = _claim(found, stances)
    return said("claim-vacuous", claim=claim) if found.status == "vacuous" else claim


def _claim(found: Proved, stances: Stances) -> Sentence:
    if found.claim == "within":
        return said("claim-within", name=party_name(found.subject))
    if found.claim == "possible":
        return said("claim-possible")
    text = next(never.text for never in stances.form.never if never.id == found.subject)
    return said("claim-never", never=text)


def clause(name: str, stances: Stances) -> Sentence:
    """The words of PARTY.ID: the clause's own text, or which values a position speaks of."""
    entry = stances.entry(name)
    if entry is not None:
        return entry.text
    party, _, id = name.partition(".")
    if id.startswith("speaks."):
        field = id.removeprefix("speaks.")
        values = stances[party].position.speaks[field]
        return said("speaks-only", field=stances.form.fields[field].label, values=_values(field, values, stances.form))
    return said("no-clauses", name=party_name(party))


def citation(entry: Entry, stances: Stances, party: str) -> Sentence:
    """Instrument and article, and whether the text was read or is recalled."""
    source = stances[party].position.sources[entry.source]
    confidence = said(f"confidence-{entry.confidence}")
    return said("citation", instrument=source.instrument, article=entry.article, confidence=confidence)


def duty_words(duty: Duty, stances: Stances) -> Sentence:
    """What a duty asks, in short: "delete after 3 years 6 months from departure"; unknown is said as unknown."""
    labels = [age.since_label for age in stances.form.ages.values() if age.since == duty.since]
    if not labels:
        return said(f"do-{duty.do}")
    return said("duty", duty=said(f"do-{duty.do}"), period=period(duty.period), since=labels[0])


def code(found: str, party: str, stances: Stances) -> Sentence:
    """A reason code of a decision in one sentence."""
    kind, _, subject = found.partition(":")
    if kind in ("clause", "unknown"):
        return said(f"code-{kind}", clause=clause(f"{party}.{subject}", stances))
    return said(f"code-{kind}", field=stances.form.fields[subject].label)


def _capital(sentence: Sentence) -> Sentence:
    return {language: words[:1].upper() + words[1:] for language, words in sentence.items()}
