package dev.perfdeck.ui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.perfdeck.app.FixedRoom;
import dev.perfdeck.model.Environment;
import dev.perfdeck.model.Fault;
import dev.perfdeck.model.FaultException;
import dev.perfdeck.support.Until;
import dev.perfdeck.ui.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The way from a pattern to keys that are gone, without a toolkit.
class InvalidateModelTest {
    private final FixedRoom room = new FixedRoom();
    private final InvalidateModel model = on(false);

    private InvalidateModel on(boolean production) {
        var environment =
                new Environment("shop", production, Optional.empty(), Optional.empty(), Optional.empty(), List.of());
        return new InvalidateModel(room, environment, new Work(Runnable::run), () -> {});
    }

    private static void settled(InvalidateModel model) throws Exception {
        Until.until("the errand has ended", () -> !model.running());
    }

    private void counted(String pattern) throws Exception {
        model.pattern(pattern);
        model.count();
        settled(model);
    }

    @Test
    void nothingGoesBeforeItWasCounted() {
        model.pattern("workflow:*");
        assertThat(model.ready()).isFalse();
        model.invalidate();
        assertThat(room.asked).isEmpty();
    }

    @Test
    void theCountOfThisPatternLetsItGo() throws Exception {
        counted("workflow:*");
        assertThat(model.found()).isEqualTo(1977);
        assertThat(model.guard()).isEmpty();
        model.invalidate();
        settled(model);
        assertThat(room.asked).containsExactly("count workflow:*", "remove workflow:*");
        assertThat(model.ended().orElseThrow().deleted()).isEqualTo(1977);
        assertThat(model.ready()).as("once more only after another count").isFalse();
    }

    @Test
    void theCountOfAnotherPatternDoesNot() throws Exception {
        counted("workflow:*");
        model.pattern("execution:*");
        assertThat(model.ready()).isFalse();
        model.pattern("workflow:*");
        assertThat(model.ready()).as("the keys may be others by now").isFalse();
    }

    @Test
    void aCountOfNoneOffersNothing() throws Exception {
        room.matching = 0;
        counted("nothing:*");
        assertThat(model.ready()).isFalse();
        assertThat(model.guarded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "*", "**"})
    void everythingWantsTheNamespaceTyped(String pattern) throws Exception {
        counted(pattern);
        assertThat(model.guard()).contains("app");
        assertThat(model.ready()).isFalse();
        model.type("ap");
        assertThat(model.ready()).isFalse();
        model.type("app");
        assertThat(model.ready()).isTrue();
        model.invalidate();
        settled(model);
        assertThat(room.asked).last().asString().startsWith("remove").endsWith("everything");
    }

    @Test
    void productionWantsItsNameTyped() throws Exception {
        var production = on(true);
        production.pattern("workflow:*");
        production.count();
        settled(production);
        assertThat(production.guard()).contains("shop");
        assertThat(production.ready()).isFalse();
        production.type("shop");
        assertThat(production.ready()).isTrue();
        production.pattern("*");
        assertThat(production.guard()).contains("shop/app");
    }

    @Test
    void aNewEpochIsEverything() throws Exception {
        model.way(InvalidateModel.Way.EPOCH);
        assertThat(model.ready()).isFalse();
        model.type("app");
        model.invalidate();
        settled(model);
        assertThat(room.asked).containsExactly("epoch");
        assertThat(model.ended()).isPresent();
    }

    @Test
    void aCancelledCountCountsForNothing() throws Exception {
        room.gate = new CountDownLatch(1);
        model.pattern("workflow:*");
        model.count();
        Until.until("it says how far it is", () -> model.progress().isPresent());
        model.cancel();
        assertThat(model.cancelling()).isTrue();
        room.gate.countDown();
        settled(model);
        assertThat(model.ended().orElseThrow().finished()).isFalse();
        assertThat(model.ready()).isFalse();
    }

    @Test
    void aFaultIsToldAndTheNextTryBeginsAnew() throws Exception {
        room.failure = Optional.of(new FaultException(new Fault.Internal("lost", "try again")));
        counted("workflow:*");
        assertThat(model.failure().orElseThrow().summary()).isEqualTo("lost");
        room.failure = Optional.empty();
        counted("workflow:*");
        assertThat(model.failure()).isEmpty();
        assertThat(model.ready()).isTrue();
    }
}
