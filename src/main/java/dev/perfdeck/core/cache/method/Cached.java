package dev.perfdeck.core.cache.method;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The results of this method of an interface are cached at `prefix:arguments`, see
/// [dev.perfdeck.core.cache.Keys]. What the method throws goes to the caller and is not cached. An empty `Optional` and
/// a `null` are cached only for [#nullTtl()]; a `CompletionStage` is cached with what it completes with.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Cached {
    /// Of the keys; no two methods of an interface may share one.
    String prefix();

    /// Seconds that a result is fresh.
    long ttl() default 300;

    /// Seconds that "there is none" is remembered; 0 for not at all.
    long nullTtl() default 0;

    /// Seconds that this process may answer from its own memory, where the service has a near cache; 0 for never.
    long near() default 0;

    /// Seconds past its time that a result is served on while the method fails; 0 for not at all.
    long staleOnError() default 0;

    /// Tags that every result carries.
    String[] tags() default {};

    /// Whether one call per key at a time is promised across processes.
    boolean oncePerFleet() default false;

    /// Decides by the arguments whether the cache is asked at all; a class with a constructor without parameters.
    Class<? extends When> when() default When.Always.class;
}
