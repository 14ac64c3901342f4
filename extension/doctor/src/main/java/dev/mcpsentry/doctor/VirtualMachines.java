package dev.mcpsentry.doctor;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Properties;

/** Asks other JVMs. Apart, because not every Java has the module it needs. */
final class VirtualMachines {

  private VirtualMachines() {}

  /**
   * The system properties of a JVM.
   *
   * @throws IOException when it cannot be asked
   */
  static Properties properties(long pid) throws IOException {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        return machine.getSystemProperties();
      } finally {
        machine.detach();
      }
    } catch (AttachNotSupportedException notSupported) {
      throw new IOException(String.valueOf(notSupported.getMessage()), notSupported);
    }
  }
}
