package dev.perfdeck;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The rules of docs/architecture.md that a compiler cannot hold. A rule may find nothing to judge yet.
class HouseTest {
    private static final String ROOT = "dev.perfdeck.";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.perfdeck");
    private static final Set<String> JAVA_BASE =
            ModuleLayer.boot().findModule("java.base").orElseThrow().getPackages();

    @Test
    void theModelIsPlainJava() {
        check(
                classes()
                        .that(in("model"))
                        .should()
                        .onlyDependOnClassesThat(javaBase().or(in("model")).or(resideInAnyPackage("org.jspecify.."))),
                "every floor speaks the model's words, so they must drag nothing along");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    model | core app demo ui cli api
                    core  | app demo ui cli api
                    demo  | app ui cli api
                    app   | ui cli api
                    api   | core demo ui cli
                    cli   | core demo ui api
                    ui    | core demo cli api
                    """)
    void arrowsOnlyPointDown(String floor, String forbidden) {
        check(
                noClasses().that(in(floor)).should().dependOnClassesThat(in(forbidden.split(" "))),
                "an engine is usable without a face, and a face knows what the program can do, not how; only Main sees all");
    }

    @Test
    void roomsDoNotKnowTheirSiblings() {
        check(
                slices().matching("dev.perfdeck.core.(*)..")
                        .should()
                        .notDependOnEachOther()
                        .ignoreDependency(alwaysTrue(), in("core.target", "core.embedded")),
                "each engine is usable on its own; what two of them share is the line to the servers, or how one is kept as a"
                        + " child process, or belongs in the model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"core.target", "core.embedded"})
    void theGroundOfTheEnginesKnowsNoEngine(String room) {
        check(
                noClasses()
                        .that(in(room))
                        .should()
                        .dependOnClassesThat(in("core").and(DescribedPredicate.not(in(room)))),
                "all engines stand on it");
    }

    @Test
    void adviceIsPure() {
        check(
                classes()
                        .that(in("core.advise"))
                        .should()
                        .onlyDependOnClassesThat(
                                javaBase().or(in("model", "core.advise")).or(resideInAnyPackage("org.jspecify.."))),
                "a rule is a function of figures: it can be tested and replayed without any server");
    }

    @Test
    void noPackageCircles() {
        check(
                slices().matching("dev.perfdeck.(**)").should().beFreeOfCycles(),
                "packages that need each other are one package with two names");
    }

    /// Where each outside library may be seen; a new one gets a line here.
    static Stream<Arguments> libraries() {
        return Stream.of(
                only("javafx.. com.sun.javafx.. atlantafx.. org.kordamp..", "ui"),
                only("org.flywaydb..", "core.migrate demo"),
                only("io.lettuce..", "core.cache core.monitor core.target demo"),
                only("com.zaxxer.hikari..", "core.target demo"),
                only("org.postgresql..", "core demo"),
                only("okhttp3..", "core.target core.monitor demo"),
                only(
                        "com.fasterxml.jackson..",
                        "core.cache core.migrate core.monitor core.target core.lab demo api cli"),
                only("org.HdrHistogram..", "core.query core.monitor demo"),
                only("com.github.benmanes.caffeine..", "core.cache"),
                only("io.micrometer..", "core.cache.metrics"),
                only("org.tomlj..", "core.settings"),
                only("picocli..", "cli"),
                only("com.sun.net.httpserver..", "api demo"),
                only("io.zonky.. redis.embedded..", "demo core.embedded"),
                only("org.apache.commons.compress.. org.tukaani..", "core.embedded"),
                only("java.sql.. javax.sql..", "core demo app"));
    }

    record Arguments(String library, String users) {}

    private static Arguments only(String library, String users) {
        return new Arguments(library, users);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aLibraryIsSeenByItsOwnRoomsOnly(Arguments rule) {
        check(
                noClasses()
                        .that(DescribedPredicate.not(in(rule.users().split(" "))))
                        .and()
                        .resideOutsideOfPackage("dev.perfdeck")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(rule.library().split(" ")),
                "a library can be replaced, and its exceptions become faults, where few know it: " + rule.users());
    }

    @Test
    void namesSayWhatAThingIs() {
        check(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveNameMatching(".*(Utils|Helper|Helpers|Manager|Impl)(\\$.*)?"),
                "such a name hides what the thing is; use the user's word or the field's term");
    }

    @Test
    void fieldsThatAllCanSeeDoNotChange() {
        check(fields().that().arePublic().should().beFinal(), "what crosses a thread is immutable");
        check(fields().that().areStatic().should().beFinal(), "statics hold no state: it has an owner that closes it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jakarta.inject.Inject", "javax.inject.Inject", "javax.annotation.Resource"})
    void dependenciesComeByConstructor(String annotation) {
        check(
                noFields().should().beAnnotatedWith(annotation),
                "who reads a constructor sees all that a class needs, and a test can give it");
    }

    @Test
    void theFxThreadIsEnteredAtOnePlace() {
        var callers = HOUSE.stream()
                .filter(type -> type.getAccessesFromSelf().stream()
                        .anyMatch(access -> access.getTargetOwner().getName().equals("javafx.application.Platform")
                                && access.getName().equals("runLater")))
                .map(type -> type.getName().replaceFirst("\\$.*", ""))
                .collect(Collectors.toSet());
        assertThat(callers)
                .as("classes that call Platform.runLater, because it is an injected Executor everywhere else")
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void everyPackageIsNullMarkedAndSaysWhatItIs() {
        var packages = HOUSE.stream()
                .map(JavaClass::getPackageName)
                .distinct()
                .filter(name -> !nullMarked(name))
                .toList();
        assertThat(packages)
                .as("packages without a @NullMarked package-info.java, because null is checked by the compiler here")
                .isEmpty();
    }

    private static boolean nullMarked(String name) {
        try {
            return Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class);
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    private static void check(ArchRule rule, String because) {
        rule.because(because).allowEmptyShould(true).check(HOUSE);
    }

    private static DescribedPredicate<JavaClass> in(String... places) {
        return resideInAnyPackage(
                        Arrays.stream(places).map(place -> ROOT + place + "..").toArray(String[]::new))
                .as("in " + String.join(", ", places));
    }

    private static DescribedPredicate<JavaClass> javaBase() {
        return DescribedPredicate.describe("of java.base", type -> {
            var base = type.getBaseComponentType();
            return base.isPrimitive() || JAVA_BASE.contains(base.getPackageName());
        });
    }
}
