"""The command line as a user meets it: every command once through the launcher of the checkout."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from tests.reading.word import Word, paragraph
from tests.reporting.annotation_reader import comments
from zhenggai import __version__
from zhenggai.cli import _only, app

LAUNCHER = Path(__file__).parents[1] / "cli.py"
NOTICE = """\
中共青溪市教育局党组关于十四届市委第五轮巡察集中整改进展情况的通报

根据市委统一部署, 2023年7月13日至8月31日, 市委第一巡察组对青溪市教育局党组开展了巡察。2023年10月13日, 巡察组反馈了意见。现将整改进展情况予以公布。

一、整改组织领导情况
局党组成立整改工作领导小组。

二、整改进展情况
1.关于制度不健全的问题
整改情况:一是修订《资金管理办法》。二是组织培训3场, 培训120人次。
2.关于监督不到位的问题
整改情况:一是由督导室负责每月检查, 2023年12月底前完成。二是开展检查12次。

三、下一步工作打算
持续巩固整改成果。

中共青溪市教育局党组
2024年3月18日
"""


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("FORCE_COLOR", "NO_COLOR", "GITHUB_STEP_SUMMARY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通报.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def run(*arguments: object, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(each) for each in arguments], input=text)


def launched(*arguments: object, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, str(LAUNCHER), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60, check=False, **options)


def test_version_and_help() -> None:
    assert run("--version").output == f"zhenggai {__version__}\n"
    assert "--fail-on" in run("check", "--help").output


@pytest.mark.parametrize(
    ("locale", "words"), [("C.UTF-8", "审核整改通报"), ("en_US.UTF-8", "Audit rectification notices")]
)
def test_help_speaks_the_language_of_the_locale(locale: str, words: str) -> None:
    assert words in launched("--help", env={**os.environ, "LC_ALL": locale}).stdout.decode()


def test_the_launcher_runs_without_an_install(notice: Path) -> None:
    done = launched("check", notice, "--format", "json", cwd="/")
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    assert report["inputs"][0]["status"] == "audited"
    assert [row["no"] for row in report["matrix"]] == [1, 2]


def test_check_prints_matrix_and_gaps(notice: Path) -> None:
    done = run("check", notice)
    assert done.exit_code == 1
    assert done.stdout.index("完整性矩阵") < done.stdout.index("合规缺口\n") < done.stdout.index("由推理引擎")
    assert done.stderr == ""


def test_fail_on_never(notice: Path) -> None:
    assert run("check", notice, "--fail-on", "never").exit_code == 0


def test_english(notice: Path) -> None:
    text = run("check", notice, "--lang", "en").stdout
    assert "Completeness matrix" in text and "完整性矩阵" not in text
    assert "Completeness matrix" in run("check", notice, "-q", "--lang", "en", "-f", "markdown").stdout


def test_both_engines_find_the_same(notice: Path) -> None:
    reports = [
        json.loads(run("check", notice, "-f", "json", "--engine", name).stdout) for name in ("auto", "plain")
    ]
    assert reports[1]["engine"]["name"] == "plain"
    assert reports[0]["results"] == reports[1]["results"]


def test_all_verdicts(notice: Path) -> None:
    verdicts = {
        each["verdict"]
        for each in json.loads(run("check", notice, "-f", "json", "--all-verdicts").stdout)["results"]
    }
    assert {"gap", "pass", "not_applicable"} <= verdicts


def test_several_formats_at_once(notice: Path, tmp_path: Path) -> None:
    formats = {
        "json": "r.json",
        "sarif": "r.sarif",
        "csv": "r.csv",
        "markdown": "r.md",
        "junit": "r.xml",
        "gitlab": "r.gl",
    }
    arguments = [f"--format={name}:{tmp_path / file}" for name, file in formats.items()]
    done = run("check", notice, *arguments, "-f", "github")
    assert done.exit_code == 1
    assert done.stdout.startswith("::error file=")
    gaps = len(json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["results"])
    assert done.stdout.count("\n") == gaps
    assert len((tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()) == gaps + 1


def test_bad_inputs_are_a_sentence_each_and_the_others_are_audited(notice: Path, tmp_path: Path) -> None:
    speech = tmp_path / "讲话.txt"
    speech.write_text("在全市教育工作会议上的讲话\n\n同志们:\n今天的会议很重要。\n", encoding="utf-8")
    empty = tmp_path / "empty.txt"
    empty.touch()
    binary = tmp_path / "binary.bin"
    binary.write_bytes(bytes(range(256)) * 20)
    paths = (tmp_path / "missing.txt", tmp_path, empty, binary, speech)
    done = run("check", *paths, notice, "-f", "json")
    assert done.exit_code == 2
    report = json.loads(done.stdout)
    assert [each["status"] == "audited" for each in report["inputs"]] == [False] * 5 + [True]
    assert report["results"]
    lines = done.stderr.splitlines()
    assert [line.startswith(f"{path}: ") for line, path in zip(lines, paths, strict=True)] == [True] * 5
    assert "其他文稿" in lines[4]


def test_a_document_of_another_kind_is_never_free_of_gaps(tmp_path: Path) -> None:
    speech = tmp_path / "讲话.txt"
    speech.write_text("在全市教育工作会议上的讲话\n\n同志们:\n今天的会议很重要。\n", encoding="utf-8")
    done = run("check", speech)
    assert done.exit_code == 2
    assert "未发现缺口" not in done.output


def test_a_notice_without_issues_fails_and_still_lists_its_gaps(tmp_path: Path) -> None:
    notice = tmp_path / "通报.txt"
    notice.write_text(re.sub(r"(?m)^[12]\..*\n.*\n", "", NOTICE), encoding="utf-8")
    done = run("check", notice, "-f", "json")
    assert done.exit_code == 2
    report = json.loads(done.stdout)
    assert report["inputs"][0]["status"] == "failed" and report["results"]


def test_a_broken_rule_names_file_line_and_column(notice: Path, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    pack.mkdir()
    (pack / "pack.yaml").write_text(
        "name: pack\nversion: '1'\ntitle: {zh: 包, en: Pack}\nkinds: [rectification-notice]\n"
    )
    (pack / "broken.yaml").write_text("id: broken\nfor: isue\n")
    done = run("check", notice, "--rules", pack)
    assert done.exit_code == 2
    assert re.search(r"broken\.yaml:2:\d+: ", done.stderr)


def test_standard_input_has_a_name() -> None:
    done = run("check", "-", "--stdin-filename", "审定稿.txt", "-f", "json", text=NOTICE.encode())
    assert json.loads(done.stdout)["inputs"][0]["source"] == "审定稿.txt"


def test_annotate(tmp_path: Path) -> None:
    word = Word(*map(paragraph, filter(None, NOTICE.splitlines())))
    (tmp_path / "通报.docx").write_bytes(word.data())
    done = launched("annotate", tmp_path / "通报.docx", "-o", tmp_path / "r.docx", "--lang", "en", cwd="/")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert comments((tmp_path / "r.docx").read_bytes())[-1].lines[-1].startswith("Rule: ")
    refused = run("annotate", tmp_path / "通报.docx", "-o", tmp_path / "通报.docx")
    assert refused.exit_code == 2 and "覆盖输入文件" in refused.stderr


def test_baseline(notice: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "b.json"
    assert run("check", notice, "-q", "--write-baseline", baseline).exit_code == 1
    done = run("check", notice, "--baseline", baseline)
    assert done.exit_code == 0 and "与基线相比: 新增0处" in done.stdout


def test_facts(notice: Path, tmp_path: Path) -> None:
    facts = json.loads(run("facts", notice, "--format", "json").stdout)
    assert facts["schema"] == "zhenggai/facts/1" and len(facts["issues"]) == 2
    several = run("facts", notice, tmp_path / "missing.txt", "--format", "json")
    assert several.exit_code == 2 and len(json.loads(several.stdout)) == 1
    assert '"why"' not in run("facts", notice, "-f", "json").stdout
    assert '"why"' in run("facts", notice, "-f", "json", "--why").stdout
    tree = run("facts", notice)
    assert tree.exit_code == 0 and "1.关于制度不健全的问题" in tree.stdout


def test_spans_of_the_facts_cut_the_text(notice: Path) -> None:
    text = run("text", notice).stdout
    facts = json.loads(run("facts", notice, "-f", "json").stdout)
    for issue in facts["issues"]:
        for measure in issue["measures"]:
            for part in (measure, *measure["owners"], *measure["deadlines"], *measure["outcomes"]):
                assert text[part["span"]["start"] : part["span"]["end"]] == part["text"]


@pytest.mark.parametrize("name", ["facts", "report"])
def test_schema(name: str) -> None:
    assert json.loads(run("schema", name).stdout)["title"] == f"zhenggai/{name}/1"


def test_rules() -> None:
    listed = run("rules", "list").stdout
    assert "issue-owner" in listed
    shown = run("rules", "show", "issue-owner").stdout
    assert "每个问题都有明确的责任主体" in shown and "scope" in shown
    unknown = run("rules", "show", "issue-ownr")
    assert unknown.exit_code == 2 and "issue-owner" in unknown.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["check"],
        ["chek"],
        ["check", "x", "--fail-on", "maybe"],
        ["check", "x", "-f", "yaml"],
        ["schema", "x"],
    ],
)
def test_bad_usage_is_status_2(arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2


def test_a_reader_that_goes_away_is_no_error(notice: Path) -> None:
    command = f'"{sys.executable}" "{LAUNCHER}" check "{notice}"; echo "status $?" >&2'
    done = subprocess.run(
        ["sh", "-c", f"{{ {command}; }} | true"], capture_output=True, timeout=60, check=False
    )
    assert done.stderr == b"status 1\n"


def test_output_that_is_not_utf_8(notice: Path) -> None:
    for encoding in ("gbk", "ascii"):
        environment = {**os.environ, "PYTHONIOENCODING": encoding, "LC_ALL": "C.UTF-8"}
        done = launched("check", notice, env=environment)
        assert done.returncode == 1 and done.stderr == b""
        done.stdout.decode(encoding)
        json.loads(launched("check", notice, "-f", "json", env=environment).stdout.decode("utf-8"))
        assert launched("--help", env=environment).returncode == 0


def test_an_interrupt_ends_with_one_line() -> None:
    command = [sys.executable, str(LAUNCHER), "check", "-"]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a job in the background is started with interrupts ignored, and so are its children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    with pytest.raises(subprocess.TimeoutExpired):  # it waits for its input
        process.wait(1.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.decode() in ("已中断\n", "Interrupted\n")


def test_only_the_command_that_is_called_is_prepared() -> None:
    everything = set(typer.main.get_command(app).commands)  # type: ignore[attr-defined]  # of a group
    for name in everything:
        (prepared,) = typer.main.get_command(_only([name])).commands  # type: ignore[attr-defined]
        assert prepared == name
    for words in ([], ["--help"], ["chek"], ["通报.txt"]):  # the help and mistakes name all commands
        assert _only(words) is app
    assert set(typer.main.get_command(app).commands) == everything  # type: ignore[attr-defined]


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['zhenggai', '--help']\n"
        "from zhenggai.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'rich', 'msgspec', 'yaml', 'jieba', 'rjieba', 'durable_rules_engine', 're2', 'docx', 'pypdfium2'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(LAUNCHER.parent / "engine")}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, env=environment, timeout=60, check=False
    )
    assert done.stderr == b"[]\n"
