package dev.perfdeck.core.settings;

import dev.perfdeck.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The `security` of macOS. With `-g` it says of a password whether it is text or hexadecimal, which `-w` does not;
/// with
/// `-i` it reads its command on stdin, so that a password is in no argument.
record SecurityTool(String program) implements KeyringTool {
    private static final int NO_SUCH_ENTRY = 44;
    private static final Pattern TEXT = Pattern.compile("^password: \"(.*)\"$", Pattern.MULTILINE);
    private static final Pattern HEX = Pattern.compile("^password: 0x([0-9A-Fa-f]+)", Pattern.MULTILINE);

    @Override
    public List<String> lookup(String account) {
        return List.of(program, "find-generic-password", "-s", SERVICE, "-a", account, "-g");
    }

    @Override
    public Optional<Secret> secret(Answer answer) {
        if (answer.exit() != 0) {
            return Optional.empty();
        }
        var hex = HEX.matcher(answer.err());
        if (hex.find()) {
            byte[] bytes = HexFormat.of().parseHex(hex.group(1));
            return Optional.of(new Secret(new String(bytes, StandardCharsets.UTF_8)));
        }
        var text = TEXT.matcher(answer.err());
        return text.find() ? Optional.of(new Secret(text.group(1))) : Optional.empty();
    }

    @Override
    public boolean absent(Answer answer) {
        return answer.exit() == NO_SUCH_ENTRY;
    }

    @Override
    public List<String> store(String account) {
        return List.of(program, "-i");
    }

    /// Names of environments are letters, digits and `_ . -`, so the account needs no quotes.
    @Override
    public String input(String account, Secret secret) {
        String hex = HexFormat.of().formatHex(secret.reveal().getBytes(StandardCharsets.UTF_8));
        return "add-generic-password -U -s " + SERVICE + " -a " + account + " -X " + hex + "\n";
    }
}
