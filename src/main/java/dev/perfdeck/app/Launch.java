package dev.perfdeck.app;

import java.nio.file.Path;
import java.util.Optional;

/// What the command line said about what to watch.
///
/// @param demo        the embedded demo, whatever is configured
/// @param config      `--config FILE`
/// @param environment `--env NAME`
public record Launch(boolean demo, Optional<Path> config, Optional<String> environment) {}
