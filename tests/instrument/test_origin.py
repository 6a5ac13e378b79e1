"""The fields that say where metrics come from, beside what Datadog's client finds in the same files."""

from __future__ import annotations

from pathlib import Path

import pytest
from datadog.dogstatsd.container import Cgroup

from dogwatch.instrument import origin
from dogwatch.instrument.client import Client
from dogwatch.instrument.origin import container, fields
from dogwatch.instrument.settings import read_settings
from tests.instrument.sink import sink

ID = "34dc0b5e626f2c5c4c5170e34b10e7654ce36f0fcd532739f4445baabea03376"
TASK = "34dc0b5e626f2c5c4c5170e34b10e765-1234567890"
UUID = "34dc0b5e-626f-2c5c-4c51-70e34b10e765"


class Machine:
    """A machine's files on processes and control groups, read by us and by Datadog's client."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._proc, self._groups = folder / "proc", folder / "cgroup"
        (self._proc / "self/ns").mkdir(parents=True)
        (self._proc / "self/ns/cgroup").touch()
        self._groups.mkdir()
        self._monkeypatch = monkeypatch
        monkeypatch.setattr(Cgroup, "CGROUP_PATH", str(self._proc / "self/cgroup"))
        monkeypatch.setattr(Cgroup, "CGROUP_NS_PATH", str(self._proc / "self/ns/cgroup"))
        monkeypatch.setattr(Cgroup, "CGROUP_MOUNT_PATH", str(self._groups))

    def groups(self, text: str) -> None:
        (self._proc / "self/cgroup").write_text(text)

    def is_host(self) -> None:
        inode = (self._proc / "self/ns/cgroup").stat().st_ino
        self._monkeypatch.setattr(Cgroup, "HOST_CGROUP_NAMESPACE_INODE", inode)
        self._monkeypatch.setattr(origin, "_OF_THE_HOST", inode)

    def folder(self, path: str) -> int:
        (self._groups / path).mkdir(parents=True, exist_ok=True)
        return (self._groups / path).stat().st_ino

    def container(self) -> str:
        return container(str(self._proc), str(self._groups))


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


@pytest.mark.parametrize(
    ("groups", "found"),
    [
        (f"11:memory:/docker/{ID}\n1:name=systemd:/docker/{ID}\n", f"ci-{ID}"),
        (f"0::/kubepods.slice/pod1.slice/cri-containerd-{ID}.scope\n", f"ci-{ID}"),
        (f"8:cpu:/ecs/task/{TASK}\n", f"ci-{TASK}"),
        (f"1:name=systemd:/garden/{UUID}\n", f"ci-{UUID}"),
        ("0::/system.slice/shop.service\n", ""),
        (f"0::/{ID}/shop\nno group\n", ""),
        ("", ""),
    ],
)
def test_in_the_hosts_namespace_the_id_is_in_a_path(machine: Machine, groups: str, found: str) -> None:
    machine.is_host()
    machine.groups(groups)
    assert machine.container() == found == (Cgroup().container_id or "")


@pytest.mark.parametrize(("groups", "path"), [("0::/\n", ""), ("4:memory:/\n3:cpu:/\n", "memory")])
def test_in_a_namespace_of_its_own_it_is_the_group_that_is_known(machine: Machine, groups: str, path: str) -> None:
    inode = machine.folder(path)
    machine.groups(groups)
    assert machine.container() == f"in-{inode}" == Cgroup().container_id


def test_a_group_below_the_root_of_the_namespace_is_found_as_well(machine: Machine) -> None:
    inode = machine.folder("memory/shop")
    machine.groups("4:memory:/shop\n0::/\n")
    assert machine.container() == f"in-{inode}"


@pytest.mark.parametrize("groups", ["0::/gone\n", "3:cpu:/\n", ""])
def test_where_nothing_is_known_nothing_is_said(machine: Machine, groups: str) -> None:
    machine.groups(groups)
    assert machine.container() == ""


def test_without_files_on_processes_there_is_no_container(tmp_path: Path) -> None:
    assert container(str(tmp_path / "proc")) == ""


def test_the_fields_stand_as_the_protocol_has_them(machine: Machine) -> None:
    inode = machine.folder("")
    machine.groups("0::/\n")
    environ = {"DD_EXTERNAL_ENV": "it-false,cn-shop\n|,pu-1", "DD_CARDINALITY": "Low"}
    at = {"proc": str(machine._proc), "groups": str(machine._groups)}

    assert fields(read_settings(environ), **at) == f"|c:in-{inode}|e:it-false,cn-shop,pu-1|card:low"
    assert fields(read_settings({**environ, "DD_ORIGIN_DETECTION_ENABLED": "false"}), **at) == "|card:low"
    assert fields(read_settings({"DD_CARDINALITY": "most"}), **at) == f"|c:in-{inode}"


@pytest.mark.parametrize("kind", ["udp", "unixgram"])
def test_every_line_says_where_it_comes_from(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(origin, "container", lambda proc, groups: f"ci-{ID}")
    with sink(kind, tmp_path) as taking:
        client = Client(read_settings({"DD_DOGSTATSD_URL": taking.url, "DD_EXTERNAL_ENV": "it-false,cn-shop"}))
        client.recording.calls("checkout", None).durations.extend(range(10_000))
        client.recording.interacted("checkout", "pay", "ann")
        client.recording.lost("no_feature", 1)
        client.flush()
        taking.arrived(lambda: taking.count("dogwatch.client.dropped") == 1)
        taking.arrived(lambda: len(taking.all_values("feature.duration")) == 10_000)
    client.close()
    assert taking.origins == {f"|c:ci-{ID}|e:it-false,cn-shop"}
