"""The shells that are completed, with what click's own way lacks; they are click's once this is imported.

A value that is written with its option, as in --feature=checkout, is the value alone to click and to none of them; and
of a sentence with a comma fish would be shown the beginning.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

# What a shell sets when it asks; click reads it.
VARIABLE: Final = "_DOGWATCH_COMPLETE"
_ANSWERED = "    for type key descr in ${response}; do\n"
# What is offered takes the place of what follows the option.
_AFTER_OPTION = "    [[ $words[CURRENT] == --*=* ]] && compset -P 1 '*='\n\n"

_FISH = r"""\
function %(complete_func)s
    set -l word (commandline -t)
    set -l option (string match -r -- '^--[^=]+=' $word; or echo)
    for completion in (env %(complete_var)s=fish_complete COMP_WORDS=(commandline -cp) COMP_CWORD=$word %(prog_name)s)
        set -l said (string split -m 1 "," -- $completion)
        switch $said[1]
            case dir
                for path in (__fish_complete_directories $said[2])
                    printf '%%s\n' $option$path
                end
            case file
                for path in (__fish_complete_path $said[2])
                    printf '%%s\n' $option$path
                end
            case plain
                printf '%%s\n' $option$said[2]
        end
    end
end

complete --no-files --command %(prog_name)s --arguments "(%(complete_func)s)"
"""


class Bash(BashComplete):
    """Bash makes three words of --feature=checkout."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem]:
        return super().get_completions(args[:-1] if args[-1:] == ["="] else args, incomplete)


class Zsh(ZshComplete):
    """Zsh makes one word of it."""

    source_template = ZshComplete.source_template.replace(_ANSWERED, f"{_AFTER_OPTION}{_ANSWERED}").replace(
        " -U", ' -U -i "$IPREFIX"'
    )


class Fish(FishComplete):
    """So does fish."""

    source_template = _FISH


SHELLS: Mapping[str, type[ShellComplete]] = {each.name: each for each in (Bash, Zsh, Fish)}
for _each in SHELLS.values():
    add_completion_class(_each)
