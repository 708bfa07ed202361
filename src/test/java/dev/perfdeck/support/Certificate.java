package dev.perfdeck.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/// A self-signed certificate, which is its own authority, and its key: as PEM for servers, as a key store for Java.
/// Made by the JDK's keytool in a directory of its own.
public record Certificate(Path directory, Path chain, Path key, Path store) implements AutoCloseable {
    public static final String PASSWORD = "changeit";

    private static final String NAME = "server";

    /// @param names alternative names, `ip:127.0.0.1,dns:localhost`
    public static Certificate selfSigned(String names) throws IOException, GeneralSecurityException {
        var directory = Files.createTempDirectory("perfdeck-certificate");
        var store = directory.resolve("store.p12");
        keytool(store, names);
        var keys = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        return new Certificate(
                directory,
                pem(
                        directory.resolve("server.crt"),
                        "CERTIFICATE",
                        keys.getCertificate(NAME).getEncoded()),
                pem(
                        directory.resolve("server.key"),
                        "PRIVATE KEY",
                        keys.getKey(NAME, PASSWORD.toCharArray()).getEncoded()),
                store);
    }

    private static void keytool(Path store, String names) throws IOException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process = new ProcessBuilder(List.of(
                        tool,
                        "-genkeypair",
                        "-alias",
                        NAME,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=perfdeck test",
                        "-validity",
                        "2",
                        "-ext",
                        "SAN=" + names,
                        "-ext",
                        "BC=ca:true",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static Path pem(Path file, String kind, byte[] bytes) throws IOException {
        var text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @Override
    public void close() throws IOException {
        for (var file : List.of(chain, key, store, directory)) {
            Files.deleteIfExists(file);
        }
    }
}
