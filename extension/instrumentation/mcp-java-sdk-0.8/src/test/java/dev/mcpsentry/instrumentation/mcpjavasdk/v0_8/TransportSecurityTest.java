package dev.mcpsentry.instrumentation.mcpjavasdk.v0_8;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mcpsentry.telemetry.access.AccessError;
import org.junit.jupiter.api.Test;

class TransportSecurityTest {

  @Test
  void header_isToldByTheSdksWords_andNoOthers() {
    assertThat(TransportSecurity.of("Invalid Origin header")).isEqualTo(AccessError.ORIGIN);
    assertThat(TransportSecurity.of("Invalid Host header")).isEqualTo(AccessError.HOST);
    assertThat(TransportSecurity.of("come back with a letter")).isNull();
    assertThat(TransportSecurity.of(null)).isNull();
  }
}
