"""The answers to the six verbs of OAI-PMH 2.0. Pure: arguments in, a document out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from teipress.corpus import Element
from teipress.oai.markup import (
    OAI,
    PREFIX,
    XSI,
    add,
    add_format,
    add_header,
    add_identity,
    add_record,
    document,
    serialized,
)
from teipress.oai.records import Record, Repository

PAGE = 100  # records in one answer
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_TOKEN = re.compile(r"([IR])/([0-9-]*)/([0-9-]*)/([0-9]{1,9})/([0-9a-f]{12})", re.ASCII)
_WORD = r"[A-Za-z0-9_.!~*'()-]+"
# What values may look like (OAI-PMH.xsd; RFC 3986 for identifiers). Others could not be repeated in an answer.
_FORMS = {
    "metadataPrefix": re.compile(_WORD),
    "set": re.compile(f"{_WORD}(:{_WORD})*"),
    "identifier": re.compile(r"(?:[\w.~:/?#@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+", re.ASCII),
    "resumptionToken": re.compile(r"[!-~]+"),
}
_DESCRIPTION = f"{OAI}oai-identifier"

Arguments = Mapping[str, str]


class Refusal(Exception):
    """A question that is answered by an error of OAI-PMH (3.6): its code, and what is wrong."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class _Verb:
    """What a verb takes: arguments that must be there, that may be there, and whether a list goes on by a token."""

    answer: Callable[[Element, Repository, Arguments, str], None]
    required: frozenset[str] = frozenset()
    optional: frozenset[str] = frozenset()
    resumes: bool = False


def answer(repository: Repository, given: Sequence[tuple[str, str]], address: str, moment: str) -> bytes:
    """Answer a question.

    ``given`` are its arguments as they came, ``address`` is where the repository answers, ``moment`` is now, in UTC
    (``2026-11-25T04:05:06Z``).
    """
    root = document(OAI, "OAI-PMH", f"{OAI}OAI-PMH.xsd", {None: OAI, "xsi": XSI})
    add(root, "responseDate", moment)
    request = add(root, "request", address)
    try:
        verb, arguments = _asked(given)
        for name, value in {"verb": verb, **arguments}.items():
            request.set(name, value)
        held = etree.Element(f"{{{OAI}}}{verb}")
        _VERBS[verb].answer(held, repository, arguments, address)
        root.append(held)
    except Refusal as refusal:
        add(root, "error", refusal.message, code=refusal.code)
    return serialized(root)


def _asked(given: Sequence[tuple[str, str]]) -> tuple[str, Arguments]:
    """Read verb and arguments. What is wrong about them is not repeated in the answer (3.2)."""
    verbs = [value for name, value in given if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        raise Refusal("badVerb", "Ask one verb: " + ", ".join(_VERBS) + ".")
    arguments: dict[str, str] = {}
    for name, value in given:
        if name in arguments:
            raise Refusal("badArgument", f"“{name}” is given more than once.")
        if name != "verb":
            _refuse_unknown(verbs[0], name)
            arguments[name] = _sound(name, value)
    _refuse_incomplete(verbs[0], arguments)
    return verbs[0], arguments


def _refuse_unknown(verb: str, name: str) -> None:
    rule = _VERBS[verb]
    if name not in rule.required | rule.optional and not (rule.resumes and name == "resumptionToken"):
        raise Refusal("badArgument", f"{verb} takes no such argument as one of those that were given.")


def _sound(name: str, value: str) -> str:
    """Give a value that has the form it must have."""
    if name in ("from", "until"):
        if not _is_day(value):
            raise Refusal("badArgument", f"“{name}” must be a day, such as 2026-11-25: records are dated by days.")
    elif not _FORMS[name].fullmatch(value):
        raise Refusal("badArgument", f"The value of “{name}” has not the form that it must have.")
    return value


def _is_day(value: str) -> bool:
    try:
        return bool(_DAY.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _refuse_incomplete(verb: str, arguments: Arguments) -> None:
    if "resumptionToken" in arguments:
        if len(arguments) > 1:
            raise Refusal("badArgument", "A “resumptionToken” stands alone: it says all that was asked before.")
        return
    for name in sorted(_VERBS[verb].required - arguments.keys()):
        raise Refusal("badArgument", f"{verb} needs “{name}”.")
    if arguments.get("from", "") > arguments.get("until", "9999-12-31"):
        raise Refusal("badArgument", "“from” is later than “until”.")


def _identify(held: Element, repository: Repository, _arguments: Arguments, address: str) -> None:
    add_identity(held, repository, address, "persistent" if repository.remembers else "no")
    about = document(_DESCRIPTION, "oai-identifier", f"{_DESCRIPTION}.xsd", {None: _DESCRIPTION})
    add(held, "description").append(about)
    sample = repository.records[0].identifier if repository.records else f"oai:{repository.domain}:text"
    told = {
        "scheme": "oai",
        "repositoryIdentifier": repository.domain,
        "delimiter": ":",
        "sampleIdentifier": sample,
    }
    for name, words in told.items():
        etree.SubElement(about, f"{{{_DESCRIPTION}}}{name}").text = words


def _list_formats(held: Element, repository: Repository, arguments: Arguments, _address: str) -> None:
    if "identifier" in arguments:
        _find(repository, arguments)
    add_format(held)


def _list_sets(_held: Element, _repository: Repository, arguments: Arguments, _address: str) -> None:
    if "resumptionToken" in arguments:
        raise Refusal("badResumptionToken", "No list of sets goes on.")
    raise Refusal("noSetHierarchy", "This repository has no sets.")


def _get_record(held: Element, repository: Repository, arguments: Arguments, _address: str) -> None:
    record = _find(repository, arguments)
    _refuse_format(arguments)
    add_record(held, record)


def _list_identifiers(held: Element, repository: Repository, arguments: Arguments, _address: str) -> None:
    _list(held, repository, arguments, "I", add_header)


def _list_records(held: Element, repository: Repository, arguments: Arguments, _address: str) -> None:
    _list(held, repository, arguments, "R", add_record)


def _find(repository: Repository, arguments: Arguments) -> Record:
    try:
        return repository.by_identifier[arguments["identifier"]]
    except KeyError:
        raise Refusal("idDoesNotExist", "There is no record of that identifier.") from None


def _refuse_format(arguments: Arguments) -> None:
    if arguments["metadataPrefix"] != PREFIX:
        raise Refusal("cannotDisseminateFormat", f"Records are to be had as “{PREFIX}” only.")


def _list(
    held: Element, repository: Repository, arguments: Arguments, kind: str, put: Callable[[Element, Record], None]
) -> None:
    """List a page of the records that were asked for, and say how to go on (3.5)."""
    first, last, start = _range(repository, arguments, kind)
    found = [record for record in repository.records if first <= record.datestamp <= (last or "9999-12-31")]
    if not found:
        raise Refusal("noRecordsMatch", "No record has a day from “from” until “until”.")
    if start and (start >= len(found) or start % PAGE):
        raise _not_of_ours()
    for record in found[start : start + PAGE]:
        put(held, record)
    if len(found) > PAGE:
        end = start + PAGE
        token = f"{kind}/{first}/{last}/{end}/{repository.state}" if end < len(found) else ""
        add(held, "resumptionToken", token, completeListSize=str(len(found)), cursor=str(start))


def _range(repository: Repository, arguments: Arguments, kind: str) -> tuple[str, str, int]:
    """Say which days are asked for, and how many records were told before."""
    if "resumptionToken" not in arguments:
        _refuse_format(arguments)
        if "set" in arguments:
            raise Refusal("noSetHierarchy", "This repository has no sets.")
        return arguments.get("from", ""), arguments.get("until", ""), 0
    found = _TOKEN.fullmatch(arguments["resumptionToken"])
    if not found or found[1] != kind or found[5] != repository.state or not int(found[4]):
        raise _not_of_ours()
    return found[2], found[3], int(found[4])


def _not_of_ours() -> Refusal:
    return Refusal(
        "badResumptionToken", "This list does not go on from there, or the records have changed: ask for it anew."
    )


_SELECTIVE = frozenset({"from", "until", "set"})
_VERBS: Mapping[str, _Verb] = {
    "Identify": _Verb(_identify),
    "ListMetadataFormats": _Verb(_list_formats, optional=frozenset({"identifier"})),
    "ListSets": _Verb(_list_sets, resumes=True),
    "ListIdentifiers": _Verb(_list_identifiers, frozenset({"metadataPrefix"}), _SELECTIVE, resumes=True),
    "ListRecords": _Verb(_list_records, frozenset({"metadataPrefix"}), _SELECTIVE, resumes=True),
    "GetRecord": _Verb(_get_record, frozenset({"identifier", "metadataPrefix"})),
}
