import { SaysoError } from "../errors.ts";
import { COMMANDS, type CommandEntry, type OptionEntry } from "./commands.ts";

const SHELLS = { bash, zsh, fish };

/** The completion script for a shell, made from the table of commands. @throws SaysoError E_USAGE for another shell. */
export function completionFor(shell: string): string {
  if (!Object.hasOwn(SHELLS, shell))
    throw new SaysoError("E_USAGE", `there is no completion for ${shell}`, { hint: "Shells: bash, zsh, fish." });
  return SHELLS[shell as keyof typeof SHELLS]();
}

const names = COMMANDS.map(({ name }) => name).join(" ");
const wordsOf = ({ flags }: OptionEntry): readonly string[] => Array.from(flags.matchAll(/--?[a-z-]+/g), ([word]) => word);
const takesFile = ({ flags }: OptionEntry): boolean => flags.includes("<file>");
const takesValue = ({ flags }: OptionEntry): boolean => flags.includes("<");
const argumentsOf = ({ name }: CommandEntry): string | undefined => {
  if (name === "help") return names;
  return name === "completion" ? Object.keys(SHELLS).join(" ") : undefined;
};

function bash(): string {
  const cases = COMMANDS.map((command) => {
    const values = command.options.flatMap((option) =>
      option.values === undefined
        ? []
        : [`      ${wordsOf(option).join("|")}) COMPREPLY=($(compgen -W "${option.values.join(" ")}" -- "$word")); return ;;`],
    );
    const others = command.options.filter((option) => takesValue(option) && option.values === undefined && !takesFile(option));
    const silent = others.length === 0 ? [] : [`      ${others.flatMap(wordsOf).join("|")}) return ;;`];
    const given = argumentsOf(command);
    const rest = given === undefined ? 'COMPREPLY=($(compgen -f -- "$word"))' : `COMPREPLY=($(compgen -W "${given}" -- "$word"))`;
    return [
      `    ${command.name})`,
      '      case "$before" in',
      ...values.map((line) => `  ${line}`),
      ...silent.map((line) => `  ${line}`),
      "      esac",
      `      if [[ $word == -* ]]; then COMPREPLY=($(compgen -W "${[...command.options.flatMap(wordsOf), "--help"].join(" ")}" -- "$word"))`,
      `      else ${rest}; fi ;;`,
    ].join("\n");
  });
  return `# bash completion for sayso: source <(sayso completion bash)
_sayso() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${names} --help --version" -- "$word"))
    return
  fi
  case "\${COMP_WORDS[1]}" in
${cases.join("\n")}
  esac
}
complete -o filenames -F _sayso sayso
`;
}

function zsh(): string {
  const quoted = (text: string): string =>
    text.replaceAll("'", "'\\''").replaceAll("[", "\\[").replaceAll("]", "\\]").replaceAll(":", "\\:");
  const value = (option: OptionEntry): string => {
    if (option.values !== undefined) return `:value:(${option.values.join(" ")})`;
    if (takesFile(option)) return ":file:_files";
    return takesValue(option) ? ":value:" : "";
  };
  const cases = COMMANDS.map((command) => {
    const specs = command.options.flatMap((option) => wordsOf(option).map((word) => `'${word}[${quoted(option.about)}]${value(option)}'`));
    const given = argumentsOf(command);
    return `    ${command.name}) _arguments ${[...specs, given === undefined ? "'*:input:_files'" : `'*:value:(${given})'`].join(" ")} ;;`;
  });
  return `#compdef sayso
# zsh completion for sayso: sayso completion zsh > a file named _sayso in a folder of $fpath
_sayso() {
  if (( CURRENT == 2 )); then
    local -a commands=(${COMMANDS.map(({ name, about }) => `'${name}:${quoted(about)}'`).join(" ")})
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join("\n")}
  esac
}
if [ "$funcstack[1]" = _sayso ]; then _sayso "$@"; else compdef _sayso sayso; fi
`;
}

function fish(): string {
  const quoted = (text: string): string => `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  const lines = COMMANDS.flatMap((command) => [
    `complete -c sayso -n __fish_use_subcommand -f -a ${command.name} -d ${quoted(command.about)}`,
    ...command.options.map((option) => {
      const words = wordsOf(option).map((word) => (word.startsWith("--") ? `-l ${word.slice(2)}` : `-s ${word.slice(1)}`));
      const value =
        option.values === undefined
          ? takesFile(option)
            ? " -r -F"
            : takesValue(option)
              ? " -x"
              : ""
          : ` -x -a ${quoted(option.values.join(" "))}`;
      return `complete -c sayso -n '__fish_seen_subcommand_from ${command.name}' ${words.join(" ")}${value} -d ${quoted(option.about)}`;
    }),
    ...(argumentsOf(command) === undefined
      ? []
      : [`complete -c sayso -n '__fish_seen_subcommand_from ${command.name}' -f -a ${quoted(argumentsOf(command) ?? "")}`]),
  ]);
  return `# fish completion for sayso: sayso completion fish > ~/.config/fish/completions/sayso.fish\n${lines.join("\n")}\n`;
}
