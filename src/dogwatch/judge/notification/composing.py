"""A notice, the monitor's body and what else is known, made into a notification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import md5
from typing import Any, Final

from dogwatch.judge.downtime.muting import asked_for
from dogwatch.judge.known import NOTHING, Known
from dogwatch.judge.monitor import Monitor
from dogwatch.judge.samples import shown
from dogwatch.judge.transition import Notice
from dogwatch.message import Context, Rendered, dated, render, without_handles

from .links import links, logs_link
from .notification import Links, Notification
from .occasion import alert_type, occasion, titled, worded
from .presets import Hidden, hidden
from .sentences import asked, metric, sentence

APP: Final = "https://app.datadoghq.com"


def notification_of(
    monitor: Monitor,
    notice: Notice,
    *,
    app: str = APP,
    known: Known = NOTHING,
    recipients: Iterable[str] = (),
    event: int | None = None,
) -> Notification:
    """The notification of a notice.

    `known` is what else its message may show; `recipients` are told beside those whom the message names, as
    notification rules have it, with or without `@`; `event` is the id of the event. `app` is the address at which
    people see the monitor.
    """
    return _Composing(monitor, notice, known, app, event).notification(recipients)


class _Composing:
    def __init__(self, monitor: Monitor, notice: Notice, known: Known, app: str, event: int | None) -> None:
        self.monitor, self.body, self.notice, self.event = monitor, monitor.body, notice, event
        self.samples = known.samples
        self.options: Mapping[str, Any] = self.body.get("options") or {}
        self.scope = tuple(sorted(f"{key}:{value}" for key, value in notice.transition.tags.items()))
        self.app = app
        self.context = self._context(known.variables)
        self.links = links(app, monitor.id, self.scope, notice.at, event)

    def notification(self, recipients: Iterable[str]) -> Notification:
        rendered = self._rendered()
        transition = self.notice.transition
        priority = rendered.priority or self.context.priority
        status = sentence(self.body, self.notice, self.scope)
        key = _digest(self.monitor.id, *transition.group)
        return Notification(
            monitor=self.monitor.id,
            at=self.notice.at,
            name=self._name(),
            type=str(self.body["type"]),
            query=str(self.body["query"]),
            metric=metric(self.body),
            transition=worded(self.notice),
            title=self._title(priority),
            text=self._text(rendered, status),
            message=rendered.text,
            status="".join(status).removesuffix("."),
            handles=self._handles(rendered, recipients),
            scope=self.scope,
            tags=self._tags(),
            alert_type=alert_type(self.notice),
            event_priority="normal",
            priority=priority,
            value=transition.value,
            threshold=transition.threshold,
            first_triggered_at=transition.first_triggered_at,
            last_triggered_at=transition.last_triggered_at,
            key=key,
            cycle=_digest(key, transition.first_triggered_at),
            links=self.links,
            samples=tuple(log.message for log in self.samples),
            event=self.event,
        )

    def _context(self, known: Mapping[str, Any]) -> Context:
        transition, thresholds = self.notice.transition, self.options.get("thresholds") or {}
        tree = asked(self.body["query"], self.body["type"])
        limits = self.monitor.subject.limits
        return Context(
            transition=occasion(self.notice),
            priority=self.body.get("priority"),
            value=transition.value,
            threshold=thresholds.get("critical", limits.critical if limits else None),
            warn_threshold=thresholds.get("warning"),
            alert_recovery_threshold=thresholds.get("critical_recovery"),
            warn_recovery_threshold=thresholds.get("warning_recovery"),
            ok_threshold=thresholds.get("ok"),
            comparator=limits.comparator if limits else tree.comparator if tree is not None else "",
            first_triggered_at=transition.first_triggered_at,
            last_triggered_at=transition.last_triggered_at,
            now=self.notice.at,
            tags=self._known_tags(),
            more=self._linked(known),
        )

    def _linked(self, known: Mapping[str, Any]) -> Mapping[str, Any]:
        """With the address of the logs of its window, for a monitor on logs."""
        if self.body["type"] != "log alert":
            return known
        end = self.notice.at - self.monitor.options.evaluation_delay
        begin = end - self.monitor.subject.window
        link = logs_link(self.app, str(self.body["query"]), self.notice.transition.tags, begin, end)
        return {**known, "log": {**known.get("log", {}), "link": link}}

    def _known_tags(self) -> dict[str, list[str]]:
        """Those of the group, and those that the query asks for; with `notify_by` those of all that are in trouble."""
        found: dict[str, list[str]] = {}
        keys = self.monitor.subject.keys
        for group, _ in self.notice.transition.members:
            for key, value in zip(keys, group, strict=True):
                found.setdefault(key, []).append(value)
        found |= {key: [value] for key, value in self.notice.transition.tags.items()}
        for tag in asked_for(str(self.body["query"]), str(self.body["type"])):
            key, _, value = tag.partition(":")
            found.setdefault(key, [value])
        return {key: list(dict.fromkeys(values)) for key, values in found.items()}

    def _rendered(self) -> Rendered:
        """The message, and of a reminder what it says beside (docs: monitors/notify, renotify)."""
        rendered = render(str(self.body.get("message") or ""), self.context)
        escalation = self.options.get("escalation_message")
        if not self.notice.renotification or not escalation:
            return rendered
        more = render(str(escalation), self.context)
        return Rendered(
            f"{rendered.text.rstrip()}\n\n{more.text}",
            tuple(dict.fromkeys([*rendered.handles, *more.handles])),
            more.priority or rendered.priority,
        )

    def _title(self, priority: int | None) -> str:
        on = f" on {{{','.join(self.scope)}}}" if self.scope and self.options.get("include_tags", True) else ""
        begin = f"[P{priority}] " if priority else ""
        return f"{begin}[{titled(self.notice)}{on}] {self._name()}"

    def _name(self) -> str:
        return render(str(self.body.get("name") or ""), self.context, is_escaped=False).text

    def _text(self, rendered: Rendered, status: Sequence[str]) -> str:
        without = hidden(self.options)
        return "\n".join(["%%%", "\n\n".join(self._paragraphs(rendered, status, without)), "%%%"])

    def _paragraphs(self, rendered: Rendered, status: Sequence[str], without: Hidden) -> Iterator[str]:
        yield without_handles(rendered.text) if without.handles else rendered.text.rstrip()
        if status and not without.query:
            yield "".join(f"**{piece}**" if place % 2 else piece for place, piece in enumerate(status))
        if self.samples:
            yield "\n".join(["Sample logs", "", *map(shown, self.samples)])
        if self.notice.transition.last_triggered_at is not None:
            yield f"The monitor was last triggered at {dated(self.notice.transition.last_triggered_at)} UTC."
        if not without.footer:
            yield "- - -"
            yield _footer(self.links)

    def _handles(self, rendered: Rendered, recipients: Iterable[str]) -> tuple[str, ...]:
        """Drafts tell nobody (docs: monitors/draft)."""
        if self.monitor.is_draft:
            return ()
        more = (name if name.startswith("@") else f"@{name}" for name in recipients)
        return tuple(dict.fromkeys([*rendered.handles, *more]))

    def _tags(self) -> tuple[str, ...]:
        own = (str(tag) for tag in self.body.get("tags") or ())
        return tuple(sorted({"monitor", *self.scope, *own}))


def _footer(links: Links) -> str:
    return f"[[Monitor Status]({links.monitor})] · [[Edit Monitor]({links.edit})]"


def _digest(*parts: object) -> str:
    """A key as events have it: the same for the same."""
    return md5("\0".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
