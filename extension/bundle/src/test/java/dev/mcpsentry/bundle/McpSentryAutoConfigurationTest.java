package dev.mcpsentry.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.Product;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpSentryAutoConfigurationTest {

  @ParameterizedTest
  @CsvSource({"1.8,true", "11,true", "16,true", "17,false", "25,false", "'',false", "x,false"})
  void olderJava_isTold(String version, boolean older) {
    assertThat(McpSentryAutoConfiguration.isOlderThan(version, 17)).isEqualTo(older);
  }

  @Test
  void entry_isJava8Bytecode() throws IOException {
    assertThat(majorVersion(McpSentryAutoConfiguration.class)).isEqualTo(52);
  }

  static int majorVersion(Class<?> type) throws IOException {
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class");
        DataInputStream data = new DataInputStream(in)) {
      assertThat(data.readInt()).isEqualTo(0xCAFEBABE);
      data.readUnsignedShort();
      return data.readUnsignedShort();
    }
  }

  @Test
  void productVersion_isTheBuilds() {
    assertThat(System.getProperty("project.version").replace("-SNAPSHOT", ""))
        .isEqualTo(Product.VERSION);
  }
}
