package dev.perfdeck.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/// From the jar's manifest; classes that come from no jar are a development build.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Optional.ofNullable(Version.class.getPackage())
                .map(Package::getImplementationVersion)
                .orElse("development");
        return new String[] {"perfdeck " + version, "Java " + Runtime.version()};
    }
}
