import com.hivemq.embedded.EmbeddedExtension;
import com.hivemq.embedded.EmbeddedHiveMQ;
import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts HiveMQ CE in memory, open to everybody; one listener on loopback. */
public final class HiveMqLauncher {
  private static final String CONFIG =
      """
      <?xml version="1.0"?>
      <hivemq>
        <listeners><tcp-listener><port>%s</port><bind-address>127.0.0.1</bind-address></tcp-listener></listeners>
        <persistence><mode>in-memory</mode></persistence>
        <mqtt><queued-messages><max-queue-size>100000</max-queue-size></queued-messages></mqtt>
        <anonymous-usage-statistics><enabled>false</enabled></anonymous-usage-statistics>
      </hivemq>
      """;

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[1]);
    Path config = Files.createDirectories(home.resolve("conf"));
    Files.writeString(config.resolve("config.xml"), CONFIG.formatted(args[0]));
    EmbeddedExtension open =
        EmbeddedExtension.builder()
            .withId("open")
            .withName("open")
            .withVersion("1")
            .withPriority(0)
            .withStartPriority(0)
            .withExtensionMain(new Open())
            .build();
    EmbeddedHiveMQ.builder()
        .withConfigurationFolder(config)
        .withDataFolder(Files.createDirectories(home.resolve("data")))
        .withExtensionsFolder(Files.createDirectories(home.resolve("extensions")))
        .withEmbeddedExtension(open)
        .build()
        .start()
        .join();
    System.out.println("hivemq is ready");
  }

  private static final class Open implements ExtensionMain {
    @Override
    public void extensionStart(ExtensionStartInput in, ExtensionStartOutput out) {
      SimpleAuthenticator anybody = (SimpleAuthInput i, SimpleAuthOutput o) -> o.authenticateSuccessfully();
      Services.securityRegistry().setAuthenticatorProvider(provided -> anybody);
    }

    @Override
    public void extensionStop(ExtensionStopInput in, ExtensionStopOutput out) {}
  }
}
