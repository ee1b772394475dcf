"""Makes the manual page and the shell completions from what the program says of itself.

    make_manual.py SIFFRA FOLDER    writes siffra.1, siffra.bash, _siffra and siffra.fish

They cannot fall behind: an option that --help tells is in all of them.
"""

import pathlib
import re
import subprocess
import sys

LIST_AFTER = re.compile(r"(?:: )?((?:[a-z]+, )*[a-z]+,? or [a-z]+)\b")


class Option:
    def __init__(self, names, value, text):
        self.names, self.value, self.text = names, value, text

    def choices(self):
        """Words to complete: "text or json", "html, pdf, xlsx, json, csv, or all"."""
        if self.value not in ("FORMAT", "LANG", "STAGE", "LIST"):
            return []
        found = LIST_AFTER.search(self.text)
        return re.findall(r"\b(?!or\b)[a-z]+\b", found.group(1)) if found else []

    def takes_file(self):
        return self.value in ("FILE", "DIR")


class Help:
    """The parts of one --help."""

    def __init__(self, siffra, command):
        text = subprocess.run([siffra, *command, "--help", "--lang", "en"], capture_output=True, text=True,
                              check=True).stdout
        self.command = command
        before, _, rest = text.partition("\nOptions:\n")
        self.about = before.partition("Usage:")[0].strip()
        self.usage = re.search(r"Usage: (.*)", before).group(1).replace(str(siffra), "siffra")
        self.usage = re.sub(r"^\S+", "siffra", self.usage)
        listed, _, self.more = rest.partition("\n\n")
        self.options = self._options(listed)
        subcommands = re.search(r"\n?Subcommands:\n((?:  .*\n?)+)", text)
        self.subcommands = re.findall(r"^  (\S+)\s+(.*)$", subcommands.group(1), re.M) if subcommands else []
        self.more = re.sub(r"^Subcommands:\n(?:  .*\n?)+\n?", "", self.more).strip()

    @staticmethod
    def _options(listed):
        made = []
        for line in listed.splitlines():
            found = re.match(r"  (-\S+)(?: ([A-Z]+))?(?: \.\.\.)?(?: Needs: \S+)?(?:\s+(.*))?$", line)
            if found:
                made.append(Option(found.group(1).split(","), found.group(2), found.group(3) or ""))
            elif made:
                made[-1].text = f"{made[-1].text} {line.strip()}".strip()
        return made


def all_helps(siffra, command=()):
    made = [Help(siffra, command)]
    for name, _ in made[0].subcommands:
        made += all_helps(siffra, (*command, name))
    return made


def roff(text):
    return re.sub(r"^([.'])", r"\\&\1", text.replace("\\", "\\e").replace("-", "\\-"), flags=re.M)


def manual(helps, version):
    out = [f'.TH SIFFRA 1 "" "siffra {version}" "User commands"', ".SH NAME",
           "siffra \\- check the figures of Swedish annual and interim reports", ".SH SYNOPSIS"]
    for made in helps[1:]:
        if not made.subcommands:
            out += [".B " + roff(made.usage), ".br"]
    out += [".SH DESCRIPTION", roff(helps[0].about)]
    for made in helps[1:]:
        out += [".SH " + " ".join(made.command).upper(), roff(made.about)]
        for option in made.options:
            value = f" \\fI{option.value}\\fR" if option.value else ""
            out += [".TP", "\\fB" + roff(", ".join(option.names)) + "\\fR" + value, roff(option.text)]
        if made.more:
            out += [".PP", ".nf", roff(made.more), ".fi"]
    out += [".SH NOTES", ".nf", roff(helps[0].more), ".fi"]
    return "\n".join(out) + "\n"


def words_of(made):
    return [name for name, _ in made.subcommands] + [name for option in made.options
                                                     for name in option.names if name.startswith("--")]


def bash(helps):
    out = ["# bash completion for siffra", "_siffra() {", "  local word=${COMP_WORDS[COMP_CWORD]}",
           "  local before=${COMP_WORDS[COMP_CWORD-1]} words= command=${COMP_WORDS[1]}",
           "  [[ $command == rules && $COMP_CWORD -gt 2 ]] && command=\"rules ${COMP_WORDS[2]}\"",
           "  [[ $COMP_CWORD -eq 1 ]] && command=", '  case "$command:$before" in']
    for made in helps:
        name = " ".join(made.command)
        for option in made.options:
            for long in option.names:
                if option.choices():
                    out.append(f'    "{name}:{long}") words="{" ".join(option.choices())}" ;;')
                elif option.takes_file():
                    out.append(f'    "{name}:{long}") COMPREPLY=($(compgen -f -- "$word")); return ;;')
    out += ["    *)", '      case "$command" in']
    for made in helps:
        out.append(f'        "{" ".join(made.command)}") words="{" ".join(words_of(made))}" ;;')
    out += ["      esac ;;", "  esac", '  COMPREPLY=($(compgen -W "$words" -- "$word"))',
            '  [[ $word == -* || ${#COMPREPLY[@]} -gt 0 ]] || COMPREPLY=($(compgen -f -- "$word"))', "}",
            "complete -o filenames -F _siffra siffra"]
    return "\n".join(out) + "\n"


def quoted(text):
    return text.replace("'", "'\\''").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:")


def zsh_arguments(made):
    lines = []
    for option in made.options:
        long = next((name for name in option.names if name.startswith("--")), option.names[0])
        action = ""
        if option.choices():
            action = f":{option.value}:({' '.join(option.choices())})"
        elif option.value:
            action = f":{option.value}:{'_files' if option.takes_file() else ' '}"
        lines.append(f"'*{long}[{quoted(option.text)}]{action}'")
    return " \\\n        ".join(lines + ["'*:file:_files'"])


def zsh(helps):
    top = " ".join(f"'{name}:{quoted(text)}'" for name, text in helps[0].subcommands)
    out = ["#compdef siffra", "_siffra() {", "  local -a commands", f"  commands=({top})",
           "  if (( CURRENT == 2 )); then", "    _describe command commands",
           "    _arguments '--help[help]' '--version[version]'", "    return", "  fi",
           '  local command=$words[2]', "  shift words; (( CURRENT-- ))", '  case "$command" in']
    for made in helps[1:]:
        if len(made.command) == 1:
            body = zsh_arguments(made)
            if made.subcommands:
                body = f"'1:command:({' '.join(name for name, _ in made.subcommands)})' '*:file:_files'"
            out += [f"    {made.command[0]})", f"      _arguments \\\n        {body} ;;"]
    return "\n".join(out + ["  esac", "}", '_siffra "$@"']) + "\n"


def fish_text(text):
    return text.replace("\\", "\\\\").replace("'", "\\'")


def fish(helps):
    out = ["# fish completion for siffra"]
    for name, text in helps[0].subcommands:
        out.append(f"complete -c siffra -n __fish_use_subcommand -f -a {name} -d '{fish_text(text)}'")
    for made in helps[1:]:
        if len(made.command) > 1:
            continue
        where = f"-n '__fish_seen_subcommand_from {made.command[0]}'"
        for name, text in made.subcommands:
            out.append(f"complete -c siffra {where} -f -a {name} -d '{fish_text(text)}'")
        for option in made.options:
            long = next((name for name in option.names if name.startswith("--")), option.names[0])
            line = f"complete -c siffra {where} -l {long[2:]} -d '{fish_text(option.text)}'"
            if option.choices():
                line += f" -x -a '{' '.join(option.choices())}'"
            elif option.value:
                line += " -r"
            out.append(line)
    return "\n".join(out) + "\n"


def main():
    siffra, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    version = subprocess.run([siffra, "--version"], capture_output=True, text=True,
                             check=True).stdout.split()[-1]
    helps = all_helps(siffra)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("siffra.1", manual(helps, version)), ("siffra.bash", bash(helps)),
                       ("_siffra", zsh(helps)), ("siffra.fish", fish(helps))):
        (folder / name).write_text(text)


if __name__ == "__main__":
    main()
