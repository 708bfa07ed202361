package dev.perfdeck.core.query.method;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A method of an interface whose calls are a named query, once [ProfiledMethods] has wrapped the instance. A call
/// lasts until it returns or throws; one that returns a `CompletionStage`, until that completes.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ProfileQuery {
    /// The name under which its calls are counted: `list_workflows`. Methods that share one are counted together.
    String value();
}
