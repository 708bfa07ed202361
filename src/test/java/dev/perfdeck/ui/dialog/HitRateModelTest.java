package dev.perfdeck.ui.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedRoom;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What counts as a hit-rate target.
class HitRateModelTest {
    private final FixedRoom room = new FixedRoom();

    private HitRateModel model(boolean production) {
        var environment =
                new Environment("shop", production, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new HitRateModel(room, environment, 60, new Work(Runnable::run));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            60      | 60
            72.5    | 72.5
            72,5    | 72.5
            ' 80 % '| 80
            100     | 100
            0       | 0
            """)
    void aPercentageIsTaken(String text, double percent) throws Exception {
        var model = model(false);
        model.write(text);
        assertThat(model.percent()).contains(percent);
        var saved = new CompletableFuture<Boolean>();
        model.save(() -> saved.complete(true), fault -> saved.complete(false));
        Until.until("it is saved", saved::isDone);
        assertThat(room.asked).containsExactly("target " + percent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sixty", "100.1", "-1", "1e1", "NaN", "6 0", "1000", "٦٠"})
    void nothingElseIs(String text) {
        var model = model(false);
        model.write(text);
        assertThat(model.percent()).isEmpty();
        assertThat(model.ready()).isFalse();
    }

    @Test
    void productionWantsItsNameTyped() {
        var model = model(true);
        model.write("70");
        assertThat(model.ready()).isFalse();
        model.type("shop");
        assertThat(model.ready()).isTrue();
    }

    @Test
    void aFileThatCannotBeWrittenIsTold() throws Exception {
        room.failure = Optional.of(new FaultException(new Fault.Internal("read-only", "make it writable")));
        var model = model(false);
        var told = new CompletableFuture<Fault>();
        model.save(() -> {}, told::complete);
        Until.until("the fault came", told::isDone);
        assertThat(told.join().remedy()).isEqualTo("make it writable");
        assertThat(model.ready()).as("it can be tried again").isTrue();
    }
}
