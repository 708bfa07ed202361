package dev.perfdeck.core.query.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.perfdeck.core.query.QueryProfile;
import dev.perfdeck.core.query.QueryProfiler;
import dev.perfdeck.support.Until;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProfiledMethodsTest {
    private final QueryProfiler profiler = new QueryProfiler(60_000);
    private final ProfiledMethods methods = new ProfiledMethods(profiler);
    private final CompletableFuture<List<String>> later = new CompletableFuture<>();

    interface Workflows {
        @ProfileQuery("list_workflows")
        List<String> list(String status) throws IOException;

        @ProfileQuery("get_workflow")
        Optional<String> get(long id);

        @ProfileQuery("list_later")
        CompletionStage<List<String>> listLater();

        @ProfileQuery("counted")
        default int count() {
            return 3;
        }

        String unnamed();
    }

    private final class Real implements Workflows {
        @Override
        public List<String> list(String status) throws IOException {
            if (status.isEmpty()) {
                throw new IOException("no status");
            }
            return List.of("a", "b");
        }

        @Override
        public Optional<String> get(long id) {
            return id == 1 ? Optional.of("a") : Optional.empty();
        }

        @Override
        public CompletionStage<List<String>> listLater() {
            return later;
        }

        @Override
        public String unnamed() {
            return "x";
        }
    }

    @Test
    void countsCallsRowsAndErrorsUnderTheName() throws Exception {
        var real = new Real();
        var wrapped = methods.wrap(Workflows.class, real);
        assertThat(wrapped.list("active")).containsExactly("a", "b");
        assertThatThrownBy(() -> wrapped.list(""))
                .isInstanceOf(IOException.class)
                .hasMessage("no status");
        assertThat(wrapped.get(1)).contains("a");
        assertThat(wrapped.get(2)).isEmpty();
        assertThat(wrapped.count()).isEqualTo(3);
        assertThat(wrapped.unnamed()).isEqualTo("x");
        assertThat(of("list_workflows").count()).isEqualTo(2);
        assertThat(of("list_workflows").errors()).isEqualTo(1);
        assertThat(of("list_workflows").rows()).isEqualTo(2);
        assertThat(of("get_workflow").rows()).isEqualTo(1);
        assertThat(of("counted").count()).isEqualTo(1);
        assertThat(profiler.profiles()).hasSize(3);
        assertThat(wrapped).isEqualTo(methods.wrap(Workflows.class, real)).isNotEqualTo(real);
        assertThat(wrapped.hashCode()).isEqualTo(real.hashCode());
    }

    @Test
    void aStageIsTimedUntilItCompletesAndIsTheTargetsOwn() throws Exception {
        var stage = methods.wrap(Workflows.class, new Real()).listLater();
        assertThat(stage).isSameAs(later);
        assertThat(profiler.profiles()).isEmpty();
        later.completeExceptionally(new IllegalStateException("no"));
        Until.until("the call is counted", () -> !profiler.profiles().isEmpty());
        assertThat(of("list_later").errors()).isEqualTo(1);
    }

    interface Streams {
        @ProfileQuery("streamed")
        Stream<String> all();
    }

    interface Blank {
        @ProfileQuery(" ")
        String get();
    }

    interface Nothing {
        String get();
    }

    static final class OnTheClass implements Nothing {
        @Override
        @ProfileQuery("get")
        public String get() {
            return "";
        }
    }

    sealed interface Closed permits Only {
        @ProfileQuery("closed")
        String get();
    }

    record Only(String get) implements Closed {}

    @Test
    void whatCannotBeProfiledIsNamedWithWhatToDo() {
        refused(() -> methods.wrap(String.class, ""), "java.lang.String is no interface", "take the methods");
        refused(() -> methods.wrap(Streams.class, Stream::empty), "Streams.all", "(Stream)", "return a List");
        refused(() -> methods.wrap(Blank.class, () -> ""), "Blank.get", "blank", "@ProfileQuery(\"get\")");
        refused(() -> methods.wrap(Nothing.class, () -> ""), "no method with @ProfileQuery");
        refused(() -> methods.wrap(Nothing.class, new OnTheClass()), "OnTheClass.get", "put it on the method of");
        refused(() -> methods.wrap(Closed.class, new Only("x")), "is sealed", "QueryProfiler.profile");
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String... words) {
        assertThatIllegalArgumentException()
                .isThrownBy(call)
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
    }

    private QueryProfile of(String name) {
        return profiler.profiles().stream()
                .filter(query -> query.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
