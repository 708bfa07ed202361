package dev.perfdeck.app;

import dev.perfdeck.core.settings.ApiToken;
import dev.perfdeck.core.settings.SettingsReader;
import dev.perfdeck.demo.Demo;
import dev.perfdeck.demo.DemoOptions;
import dev.perfdeck.demo.data.Scale;
import dev.perfdeck.model.Targets;
import java.nio.file.Path;
import java.util.Map;

/// A session on a demo of a few thousand rows, for tests of the floors above.
public final class SmallDemo implements AutoCloseable {
    private final Demo demo;
    private final Session session;

    private SmallDemo(Demo demo, Session session) {
        this.demo = demo;
        this.session = session;
    }

    public static SmallDemo start(Path home) {
        var demo = Demo.start(new DemoOptions(Scale.SMALL, true, true, Targets.DEFAULT), step -> {});
        var settings = SettingsReader.of(Map.of("PERFDECK_API_PORT", "0")).around(demo.environment());
        var session = Assembly.of(settings, demo, ApiToken.at(home), home.resolve("journal.jsonl"));
        session.start();
        return new SmallDemo(demo, session);
    }

    public Session session() {
        return session;
    }

    public Demo demo() {
        return demo;
    }

    @Override
    public void close() {
        session.close();
        demo.close();
    }
}
