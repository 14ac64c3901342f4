package dev.mcpsentry.bundle;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.mcpsentry.telemetry.privacy.Redaction;
import io.opentelemetry.javaagent.extension.instrumentation.InstrumentationModule;
import io.opentelemetry.javaagent.extension.instrumentation.TypeInstrumentation;
import java.io.PrintStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.mcpsentry");

  @Test
  void everyPart_isHere() {
    assertThat(
            PRODUCT.stream()
                .map(type -> type.getPackageName().split("\\.")[2])
                .collect(Collectors.toSet()))
        .isEqualTo(
            Set.of("telemetry", "instrumentation", "sentry", "doctor", "launcher", "bundle"));
  }

  @Test
  void telemetry_knowsNoOtherPart() {
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.telemetry..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.mcpsentry.instrumentation..",
            "dev.mcpsentry.sentry..",
            "dev.mcpsentry.bundle..",
            "dev.mcpsentry.doctor..",
            "io.sentry..",
            "io.opentelemetry.sdk..",
            "io.opentelemetry.javaagent..")
        .check(PRODUCT);
  }

  @Test
  void instrumentationAndBridge_neverNameEachOther() {
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.instrumentation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.mcpsentry.sentry..", "dev.mcpsentry.bundle..", "dev.mcpsentry.doctor..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.instrumentation..")
        .and()
        .resideOutsideOfPackage("dev.mcpsentry.instrumentation.sentrysdk..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.sentry..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.sentry..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.mcpsentry.instrumentation..",
            "dev.mcpsentry.bundle..",
            "dev.mcpsentry.doctor..",
            "io.modelcontextprotocol..",
            "reactor..",
            "org.springframework..",
            "dev.langchain4j..")
        .check(PRODUCT);
  }

  /** It is not loaded beside an application, so that it may do what the others must not. */
  @Test
  void doctor_seesTheBridgeAndNobodySeesIt() {
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.doctor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.mcpsentry.instrumentation..",
            "dev.mcpsentry.bundle..",
            "dev.mcpsentry.launcher..",
            "io.opentelemetry.javaagent..",
            "io.opentelemetry.sdk.autoconfigure..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideInAPackage("dev.mcpsentry.launcher..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages("dev.mcpsentry.launcher..", "java..", "org.jspecify..")
        .check(PRODUCT);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mcpsentry.doctor..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.mcpsentry.doctor..", "picocli..")
        .check(PRODUCT);
  }

  @Test
  void libraries_doNotMeet() {
    slices()
        .matching("dev.mcpsentry.instrumentation.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(
            DescribedPredicate.alwaysTrue(),
            JavaClass.Predicates.resideInAPackage("dev.mcpsentry.instrumentation.advice"))
        .check(PRODUCT);
  }

  @Test
  void partsOfTheBridge_dependInOneDirection() {
    slices()
        .matching("dev.mcpsentry.sentry.internal.(*)..")
        .should()
        .beFreeOfCycles()
        .check(PRODUCT);
  }

  @Test
  void suffixes_nameRoles() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Module")
        .should()
        .beAssignableTo(InstrumentationModule.class)
        .check(PRODUCT);
    classes()
        .that()
        .haveSimpleNameEndingWith("Instrumentation")
        .should()
        .implement(TypeInstrumentation.class)
        .check(PRODUCT);
    classes()
        .that()
        .areAssignableTo(InstrumentationModule.class)
        .and()
        .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
        .should()
        .haveSimpleNameEndingWith("Module")
        .check(PRODUCT);
  }

  @Test
  void everyModule_isWoven() {
    classes()
        .that()
        .areAssignableTo(InstrumentationModule.class)
        .and()
        .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
        .should(carryMuzzleReferences())
        .check(PRODUCT);
  }

  @Test
  void advice_isStaticAndSuppresses() {
    methods()
        .that()
        .areAnnotatedWith(Advice.OnMethodEnter.class)
        .or()
        .areAnnotatedWith(Advice.OnMethodExit.class)
        .should()
        .beStatic()
        .andShould(suppressThrowable())
        .check(PRODUCT);
  }

  @Test
  void stdout_isNeverTouched() {
    // a program of its own, which is asked for what it prints
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mcpsentry.launcher..")
        .should()
        .accessField(System.class, "out")
        .check(PRODUCT);
    noClasses()
        .should()
        .callMethod(System.class, "setOut", PrintStream.class)
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("io.sentry.SystemOutLogger")
        .check(PRODUCT);
  }

  @Test
  void exit_isTheApplicationsBusiness() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.mcpsentry.launcher..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(Runtime.class, "addShutdownHook", Thread.class)
        .check(PRODUCT);
  }

  @Test
  void settings_areReadAndWrittenByTheCatalogueAlone() {
    Set<String> processSettings =
        Set.of(
            "java.lang.System.getProperty",
            "java.lang.System.getProperties",
            "java.lang.System.setProperty",
            "java.lang.System.setProperties",
            "java.lang.System.clearProperty",
            "java.lang.System.getenv",
            "java.lang.Boolean.getBoolean",
            "java.lang.Integer.getInteger",
            "java.lang.Long.getLong");

    assertThat(Set.copyOf(whoAccesses(access -> processSettings.contains(nameOf(access)))))
        .containsExactlyInAnyOrder(
            "dev.mcpsentry.telemetry.options.SettingsReader",
            "dev.mcpsentry.telemetry.options.SettingsWriter",
            // no settings of ours, but what the JVM says of itself:
            // its version, before anything of Java 17 can be linked
            "dev.mcpsentry.bundle.McpSentryAutoConfiguration",
            // what it is and runs on
            "dev.mcpsentry.sentry.internal.envelope.Platform",
            // by what command it was started
            "dev.mcpsentry.sentry.internal.options.OptionsReader",
            // what the user's rules name of it
            "dev.mcpsentry.telemetry.rule.Facts",
            // its proxy and the shell's, which have spellings of their own
            "dev.mcpsentry.sentry.internal.transport.Routes",
            // another program, which looks at what servers are told
            "dev.mcpsentry.launcher.Launcher",
            "dev.mcpsentry.doctor.Checkup",
            "dev.mcpsentry.doctor.JvmCheck",
            "dev.mcpsentry.doctor.Surroundings");
  }

  @Test
  void redactor_isMadeOnceOnEitherSide() {
    String made = Redaction.class.getName() + ".<init>";

    assertThat(whoAccesses(access -> nameOf(access).equals(made)))
        .containsExactlyInAnyOrder(
            "dev.mcpsentry.telemetry.mcp.McpTelemetry",
            "dev.mcpsentry.sentry.internal.options.OptionsReader",
            // another program
            "dev.mcpsentry.doctor.Checkup");
  }

  // once for each call or method reference
  private static List<String> whoAccesses(Predicate<JavaAccess<?>> access) {
    return PRODUCT.stream()
        .flatMap(type -> type.getAccessesFromSelf().stream())
        .filter(access)
        .map(found -> found.getOriginOwner().getName().replaceFirst("\\$.*", ""))
        .toList();
  }

  private static String nameOf(JavaAccess<?> access) {
    return access.getTargetOwner().getName() + "." + access.getTarget().getName();
  }

  private static ArchCondition<JavaClass> carryMuzzleReferences() {
    return new ArchCondition<>("carry muzzle references") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        boolean woven = type.tryGetMethod("getMuzzleReferences").isPresent();
        events.add(new SimpleConditionEvent(type, woven, type.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaMethod> suppressThrowable() {
    return new ArchCondition<>("suppress Throwable") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean suppresses =
            method
                    .tryGetAnnotationOfType(Advice.OnMethodEnter.class)
                    .map(enter -> enter.suppress() == Throwable.class)
                    .orElse(true)
                && method
                    .tryGetAnnotationOfType(Advice.OnMethodExit.class)
                    .map(exit -> exit.suppress() == Throwable.class)
                    .orElse(true);
        events.add(new SimpleConditionEvent(method, suppresses, method.getFullName()));
      }
    };
  }
}
