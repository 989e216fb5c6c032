package io.rtmkit.server.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for localhost that signed itself, as PEM files, made by the JDK's keytool. */
public record TestCertificate(Path certificate, Path key, KeyStore store) {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final Base64.Encoder PEM = Base64.getMimeEncoder(64, new byte[] {'\n'});

  /** The certificate of a directory; made if it is not there. */
  public static TestCertificate create(Path dir) throws IOException {
    return create(dir, "dns:localhost,ip:127.0.0.1");
  }

  /** The same for other names. */
  public static TestCertificate create(Path dir, String names) throws IOException {
    Path file = dir.resolve("test.p12");
    try {
      if (!Files.exists(file)) {
        keytool(file, names);
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      Key key = store.getKey("test", PASSWORD);
      return new TestCertificate(
          pem(dir.resolve("cert.pem"), "CERTIFICATE", store.getCertificate("test").getEncoded()),
          pem(dir.resolve("key.pem"), "PRIVATE KEY", key.getEncoded()),
          store);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static void keytool(Path file, String names) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "test",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=" + names,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed with " + process.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Path pem(Path file, String type, byte[] der) throws IOException {
    String text =
        "-----BEGIN "
            + type
            + "-----\n"
            + PEM.encodeToString(der)
            + "\n-----END "
            + type
            + "-----\n";
    return Files.writeString(file, text);
  }

  /** A client socket that trusts this certificate. */
  SSLSocket connect(int port) {
    try {
      return (SSLSocket)
          context().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Shows this certificate, and trusts nobody else who has one. */
  public SSLContext context() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("test", store.getCertificate("test"));
      trust.init(trusted);
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(store, PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
