package dev.perfdeck.core.cache.method;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// After this method has returned, or its stage has completed, what it names is invalidated; not when it throws. It
/// must
/// commit before it returns, else see [dev.perfdeck.core.cache.jdbc.AfterCommit].
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InvalidateCache {
    /// Patterns relative to the namespace. `{0}` stands for the first argument as it is written in keys, its special
    /// characters meant literally.
    String[] value() default {};

    /// Tags to invalidate, with the same places for arguments.
    String[] tags() default {};
}
