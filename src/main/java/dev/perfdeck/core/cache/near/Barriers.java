package dev.perfdeck.core.cache.near;

import dev.perfdeck.core.cache.line.Down;
import dev.perfdeck.core.cache.line.RedisLine;
import dev.perfdeck.core.cache.line.Script;
import io.lettuce.core.ScriptOutputType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// A token for the namespace and one for each tag. An envelope carries those that stood when its load began; another
/// token hides it, so that one write invalidates any number of keys. A token says when it was made: milliseconds
/// since 1970 above 20 random bits. It is compared for equality only, so that clocks need not agree.
///
/// Tokens are remembered while the server tells of changes (see [Coherence]), else asked for each time. Safe on any
/// thread.
public final class Barriers {
    /// The tag that every entry has.
    public static final String NAMESPACE = "";

    private static final int RANDOM_BITS = 20;
    private static final int MOST = 10_000;
    private static final Script TOKEN = new Script(Barriers.class, "barrier.lua", ScriptOutputType.VALUE);

    private final RedisLine line;
    private final Coherence coherence;
    private final String prefix;
    private final ConcurrentMap<String, Known> known = new ConcurrentHashMap<>();

    private record Known(long token, long generation) {}

    /// @param prefix of the keys that hold the tokens
    public Barriers(RedisLine line, Coherence coherence, String prefix) {
        this.line = line;
        this.coherence = coherence;
        this.prefix = prefix;
    }

    public long epoch() throws Down {
        return all(List.of(NAMESPACE)).getOrDefault(NAMESPACE, 0L);
    }

    public Map<String, Long> tokens(Collection<String> tags) throws Down {
        return tags.isEmpty() ? Map.of() : all(tags);
    }

    /// Whether something with these tokens is still to be seen. Asks the server only for what is not remembered, and
    /// where that is nothing, makes no garbage: hits in the process's own memory come here.
    public boolean current(long epoch, Map<String, Long> tags) throws Down {
        var namespace = remembered(NAMESPACE);
        boolean all = namespace != null;
        if (namespace != null && namespace.token() != epoch) {
            return false;
        }
        for (var tag : tags.entrySet()) {
            var known = remembered(tag.getKey());
            if (known != null && known.token() != tag.getValue()) {
                return false;
            }
            all &= known != null;
        }
        return all || same(epoch, tags);
    }

    private boolean same(long epoch, Map<String, Long> tags) throws Down {
        var names = new ArrayList<>(tags.keySet());
        names.add(NAMESPACE);
        var wanted = new HashMap<>(tags);
        wanted.put(NAMESPACE, epoch);
        return all(names).equals(wanted);
    }

    /// Raises a barrier: everything behind it is gone for every process.
    public void raise(String tag) throws Down {
        forget(tag);
        byte[] token = Script.bytes(fresh());
        line.ask(redis -> redis.set(prefix + tag, token), line.timeout());
        // NOLOOP: the server does not tell us of our own write.
        forget(tag);
    }

    /// The same while the line is being mended.
    public void repair(String tag) throws Down {
        byte[] token = Script.bytes(fresh());
        line.repair(redis -> redis.set(prefix + tag, token));
        forget(tag);
    }

    /// The server said that this key changed.
    public void changed(String key) {
        if (key.startsWith(prefix)) {
            forget(key.substring(prefix.length()));
        }
    }

    private void forget(String tag) {
        coherence.changed(prefix + tag);
        known.remove(tag);
        if (tag.equals(NAMESPACE)) {
            coherence.raised();
        }
    }

    private @Nullable Known remembered(String tag) {
        var token = known.get(tag);
        return token != null && token.generation() == coherence.generation() ? token : null;
    }

    /// A question on its way.
    private record Asked(Future<byte[]> answer, long generation, boolean armed, long mark) {}

    /// Those that are not remembered are asked for in one go.
    private Map<String, Long> all(Collection<String> tags) throws Down {
        var tokens = HashMap.<String, Long>newHashMap(tags.size());
        var asked = new LinkedHashMap<String, Asked>();
        for (var tag : tags) {
            var remembered = remembered(tag);
            if (remembered != null) {
                tokens.put(tag, remembered.token());
            } else {
                asked.put(tag, ask(tag));
            }
        }
        for (var question : asked.entrySet()) {
            tokens.put(question.getKey(), answer(question.getKey(), question.getValue()));
        }
        return tokens;
    }

    private Asked ask(String tag) throws Down {
        long generation = coherence.generation();
        boolean armed = coherence.armed();
        long mark = coherence.mark(prefix + tag);
        byte[] fresh = Script.bytes(fresh());
        var answer = line.send(redis -> TOKEN.<byte[]>run(redis, new String[] {prefix + tag}, fresh));
        return new Asked(answer, generation, armed, mark);
    }

    private long answer(String tag, Asked asked) throws Down {
        long token = Long.parseLong(new String(line.read(asked.answer()), StandardCharsets.US_ASCII));
        if (asked.armed()) {
            remember(tag, new Known(token, asked.generation()), asked.mark());
        }
        return token;
    }

    private void remember(String tag, Known token, long mark) {
        if (known.size() > MOST) {
            known.clear();
        }
        // Within the map's own lock, so that a message about the tag is either seen here or removes this.
        known.compute(tag, (_, old) -> coherence.mark(prefix + tag) == mark ? token : old);
    }

    private static long fresh() {
        return System.currentTimeMillis() << RANDOM_BITS
                | ThreadLocalRandom.current().nextInt(1 << RANDOM_BITS);
    }
}
