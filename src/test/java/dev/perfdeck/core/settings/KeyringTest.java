package dev.perfdeck.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.perfdeck.model.FaultException;
import dev.perfdeck.model.Secret;
import dev.perfdeck.support.Until;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyringTest {
    private static final String ODD = "p%&?'\"`\\ é 🔑\nsecond line";

    @TempDir
    Path home;

    private Map<String, String> variables(Path tools) {
        return Map.of("PATH", tools + ":/usr/bin:/bin", "DBUS_SESSION_BUS_ADDRESS", "unix:path=" + home.resolve("bus"));
    }

    private void tool(String script) throws IOException {
        Path tool = Files.writeString(home.resolve("secret-tool"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void withoutABusOrAProgramNothingIsStarted() {
        try (var headless = Keyring.of(Map.of("PATH", "/usr/bin:/bin"));
                var bare = Keyring.of(Map.of("PATH", home.toString(), "DBUS_SESSION_BUS_ADDRESS", "unix:path=/x"))) {
            assertThat(headless.find("a/database")).isEmpty();
            assertThat(headless.trouble()).contains("there is no D-Bus session");
            assertThat(bare.find("a/database")).isEmpty();
            assertThat(bare.trouble()).hasValueSatisfying(why -> assertThat(why).contains("libsecret-tools"));
            assertThatThrownBy(() -> headless.store("a/database", new Secret("canary")))
                    .isInstanceOf(FaultException.class)
                    .hasMessageNotContaining("canary");
        }
    }

    @Test
    void aProgramThatHangsIsNotWaitedForTwiceAndEndsWithUs() throws Exception {
        tool("echo $$ > " + home.resolve("pid") + "; exec sleep 300");
        try (var keyring = Keyring.of(variables(home))) {
            assertThat(keyring.find("a/database")).isEmpty();
            assertThat(keyring.trouble()).isPresent();
            assertThat(keyring.find("a/database")).isEmpty();
            assertThat(child()).as("goes on behind").isPresent();
        }
        Until.until("the child is gone", () -> child().isEmpty());
    }

    private java.util.Optional<ProcessHandle> child() throws IOException {
        long pid = Long.parseLong(Files.readString(home.resolve("pid")).strip());
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    }

    @Test
    void anAnswerThatComesLateIsTold() throws Exception {
        tool("while [ ! -e " + home.resolve("unlocked") + " ]; do sleep 0.05; done; printf late");
        var told = new AtomicInteger();
        try (var keyring = Keyring.of(variables(home))) {
            keyring.onLateAnswer(told::incrementAndGet);
            assertThat(keyring.find("a/database")).isEmpty();
            Files.createFile(home.resolve("unlocked"));
            Until.until("told", () -> told.get() == 1);
            assertThat(keyring.find("a/database").map(Secret::reveal)).contains("late");
        }
    }

    @Test
    void aDaemonThatCannotBeReachedIsSaidAndNoPasswordReachesTheChild() throws Exception {
        tool("env > " + home.resolve("env") + "; echo 'secret-tool: no such service' >&2; exit 1");
        var variables = new HashMap<>(variables(home));
        variables.put("PERFDECK_DATABASE_PASSWORD", "canary");
        try (var keyring = Keyring.of(variables)) {
            assertThat(keyring.find("a/database")).isEmpty();
            assertThat(keyring.trouble()).contains("no such service");
        }
        assertThat(Files.readString(home.resolve("env")))
                .contains("DBUS_SESSION")
                .doesNotContain("canary");
    }

    @Test
    void aPasswordIsInNoArgument() throws Exception {
        tool("echo \"$@\" >> " + home.resolve("argv") + "\nif [ $1 = store ]; then cat > " + home.resolve("kept")
                + "; else cat " + home.resolve("kept") + "; fi");
        try (var keyring = Keyring.of(variables(home))) {
            keyring.store("a/redis", new Secret(ODD));
            assertThat(keyring.find("a/redis").map(Secret::reveal)).contains(ODD);
        }
        assertThat(Files.readString(home.resolve("argv")))
                .contains("service perfdeck account a/redis")
                .doesNotContain("second line");
    }

    @Test
    void theAnswersOfMacOsAreUnderstood() {
        var tool = new SecurityTool("security");
        var text = new KeyringTool.Answer(0, "keychain: …\n", "password: \"a\"b\"\n");
        var bytes = new KeyringTool.Answer(0, "", "password: 0x70C3A9  \"p\\303\\251\"\n");
        assertThat(tool.secret(text).map(Secret::reveal)).contains("a\"b");
        assertThat(tool.secret(bytes).map(Secret::reveal)).contains("pé");
        assertThat(tool.absent(new KeyringTool.Answer(44, "", "not found"))).isTrue();
        assertThat(tool.store("a/redis")).containsExactly("security", "-i");
        assertThat(tool.input("a/redis", new Secret("pé"))).endsWith(" -a a/redis -X 70c3a9\n");
    }

    @Test
    void aBusThatNeverAnswersHoldsNobodyUp() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/secret-tool")), "secret-tool is not installed");
        try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            silent.bind(UnixDomainSocketAddress.of(home.resolve("bus")));
            try (var keyring = Keyring.of(variables(Path.of("/usr/bin")))) {
                assertThat(keyring.find("a/database")).isEmpty();
                assertThat(keyring.trouble()).isPresent();
            }
        }
    }

    @Test
    void aRealSecretServiceKeepsWhatItIsGiven() throws Exception {
        for (var program : new String[] {"secret-tool", "gnome-keyring-daemon", "dbus-daemon"}) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin", program)), program + " is not installed");
        }
        var bus = started("dbus-daemon", "--session", "--nofork", "--address=unix:path=" + home.resolve("bus"));
        try {
            Until.until("the bus listens", () -> Files.exists(home.resolve("bus")));
            var daemon = started("gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock");
            try {
                daemon.getOutputStream().write("unlock".getBytes(StandardCharsets.UTF_8));
                daemon.getOutputStream().close();
                keepsWhatItIsGiven();
            } finally {
                daemon.destroyForcibly().waitFor();
            }
        } finally {
            bus.destroyForcibly().waitFor();
        }
    }

    private void keepsWhatItIsGiven() throws Exception {
        try (var keyring = Keyring.of(variables(Path.of("/usr/bin")))) {
            Until.until(
                    "the keyring works",
                    () -> keyring.find("a/database").isEmpty()
                            && keyring.trouble().isEmpty());
            keyring.store("a/database", new Secret("old"));
            keyring.store("a/database", new Secret(ODD));
            assertThat(keyring.find("a/database").map(Secret::reveal)).contains(ODD);
            assertThat(keyring.find("b/database")).isEmpty();
            assertThat(keyring.trouble()).isEmpty();
        }
    }

    private Process started(String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve(command[0] + ".log").toFile());
        builder.environment().putAll(variables(Path.of("/usr/bin")));
        builder.environment().put("XDG_DATA_HOME", home.resolve("data").toString());
        builder.environment().put("XDG_RUNTIME_DIR", home.toString());
        return builder.start();
    }
}
