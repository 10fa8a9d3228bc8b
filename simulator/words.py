"""The words of a line for Asterisk's command line (main/cli.c, parse_args)."""


def words_of(line: str) -> list[str]:
    r"""Return the words: blanks part them, but not between quotation marks or after a \."""
    words: list[str] = []
    quoted = escaped = False
    begin = True
    for character in line:
        if not escaped and character == "\\":
            escaped = True
            continue
        if not escaped and character == '"':
            quoted = not quoted
            if begin and quoted:
                words.append("")
                begin = False
        elif not (quoted or escaped) and character in " \t":
            begin = True
        else:
            if begin:
                words.append("")
                begin = False
            words[-1] += character
        escaped = False
    return words
