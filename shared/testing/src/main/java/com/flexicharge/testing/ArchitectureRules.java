package com.flexicharge.testing;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * What keeps the modules apart and the event loops free. Each module checks itself:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "com.flexicharge.charger", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *     @ArchTest
 *     static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);
 * }
 * }</pre>
 */
public final class ArchitectureRules {
    private static final String ROOT = "com.flexicharge.";
    private static final String LAUNCHER = ROOT + "launcher..";
    private static final String CONTRACT = ROOT + "shared.contract..";

    private ArchitectureRules() {}

    @ArchTest
    public static final ArchRule ONLY_THE_BUS_TOUCHES_THE_EVENT_BUS = noClasses()
            .that(not(resideInAPackage(ROOT + "shared.bus..")))
            .should()
            .accessTargetWhere(describe("calls Vertx.eventBus()", ArchitectureRules::asksForTheEventBus))
            .orShould()
            .dependOnClassesThat(resideInAPackage("io.vertx.core.eventbus..")
                    .and(not(name("io.vertx.core.eventbus.EventBusOptions")))
                    .as("speak the event bus's own types"))
            .because("addresses, deadlines and encoding are decided in shared.bus alone")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule ONLY_REPOSITORIES_TOUCH_THE_SQL_CLIENT = noClasses()
            .that(not(resideInAPackage(ROOT + "shared.db..")))
            .and(not(outermostNameMatches(".*(Repository|Sql)")))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient.."))
            .because("the rules of a service must be readable without its SQL")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule ONLY_TRACES_KNOW_HOW_THEY_ARE_MADE = noClasses()
            .that(not(resideInAPackage(ROOT + "shared.trace..")))
            .should()
            .dependOnClassesThat(resideInAPackage("io.opentelemetry.."))
            .because(
                    "what may be told of a request, and what it costs without a receiver, is decided in shared.trace alone")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule THE_CONTRACT_IS_DATA = classes()
            .that(resideInAPackage(CONTRACT))
            .and()
            .areNotAnonymousClasses()
            .should(ContractShape.BE_DATA)
            .because(
                    "what crosses the bus is handed over without a copy, so it must be immutable and without behaviour")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NOTHING_BLOCKS_THE_EVENT_LOOP = noClasses()
            .that(not(mayBlock()))
            .should()
            .accessTargetWhere(BlockingCalls.BLOCKS)
            .because("one blocked event loop stops every charger on it; compose futures instead")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule TIME_ENTERS_THROUGH_A_CLOCK = noClasses()
            .should()
            .accessTargetWhere(HiddenClocks.READS_ONE)
            .because("a test must be able to move the time; take a java.time.Clock")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule NOBODY_PRINTS = noClasses()
            .that(not(resideInAPackage(LAUNCHER).and(outermostNameMatches(".*Console"))))
            .should()
            .accessTargetWhere(describe("uses System.out or System.err", ArchitectureRules::isStandardStream))
            .because("the log has levels, a format and somebody who collects it")
            .allowEmptyShould(true);

    @ArchTest
    public static final ArchRule MODULES_DO_NOT_KNOW_EACH_OTHER = classes()
            .that(resideInAPackage("com.flexicharge.."))
            .should(ModuleWalls.STAY_BEHIND_THEIR_WALL)
            .because("any module may run in another process; they meet on the bus, through shared.contract")
            .allowEmptyShould(true);

    /**
     * The stated exceptions: the launcher's own thread while the process starts and stops, the PostgreSQL it starts as a child
     * process, and migrations, which run on a worker thread because Flyway speaks JDBC.
     */
    private static DescribedPredicate<JavaClass> mayBlock() {
        var startAndStop = resideInAPackage(LAUNCHER)
                .and(outermostNameMatches("Main|Launcher|Shutdown|Embedded.*|Local.*|.*Process"));
        var migrations = resideInAPackage(ROOT + "shared.db..").and(outermostNameMatches("Migrations?"));
        return startAndStop.or(migrations).as("may block");
    }

    private static boolean asksForTheEventBus(JavaAccess<?> access) {
        return access.getTarget().getName().equals("eventBus")
                && access.getTarget().getOwner().isAssignableTo("io.vertx.core.Vertx");
    }

    private static boolean isStandardStream(JavaAccess<?> access) {
        var name = access.getTarget().getName();
        return access.getTarget().getOwner().isEquivalentTo(System.class) && (name.equals("out") || name.equals("err"));
    }

    private static DescribedPredicate<JavaClass> outermostNameMatches(String regex) {
        return describe(
                "are or are nested in a class named " + regex,
                type -> outermost(type).getSimpleName().matches(regex));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::outermost).orElse(type);
    }
}
