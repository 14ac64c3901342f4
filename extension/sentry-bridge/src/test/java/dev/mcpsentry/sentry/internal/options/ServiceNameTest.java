package dev.mcpsentry.sentry.internal.options;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceNameTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      textBlock =
          """
          # command                                   | class path            | name
          /opt/shop-1.4.jar --port 1                  | /opt/shop-1.4.jar     | shop-1.4
          /opt/our apps/shop.jar --port 1             | /opt/our apps/shop.jar| shop
          shop.jar                                    | shop.jar:/opt/a.jar   | shop
          com.acme.Shop /data/in.jar                  | /lib/a.jar:/lib/b.jar | com.acme.Shop
          com.acme.Shop                               | shop.jar              | com.acme.Shop
          shop/com.acme.Shop -v                       | ''                    | com.acme.Shop
          Shop                                        | .                     | Shop
          org.springframework.boot.loader.launch.JarLauncher | /app           | none
          org.apache.catalina.startup.Bootstrap start | /tomcat/bootstrap.jar | none
          ''                                          | ''                    | none
          """,
      delimiter = '|')
  void unknownService_isCalledByItsJarOrMainClass(String command, String classPath, String name) {
    assertThat(ServiceName.of("unknown_service:java", process(command, classPath))).isEqualTo(name);
    assertThat(ServiceName.of(null, process(command, classPath))).isEqualTo(name);
  }

  @Test
  void givenName_wins() {
    assertThat(ServiceName.of("orders", process("com.acme.Shop", "."))).isEqualTo("orders");
  }

  @Test
  void processThatTellsNothing_hasNoName() {
    assertThat(ServiceName.of(null, new Properties())).isNull();
  }

  private static Properties process(String command, String classPath) {
    Properties process = new Properties();
    process.setProperty("sun.java.command", command);
    process.setProperty("java.class.path", classPath.replace(":", File.pathSeparator));
    return process;
  }
}
