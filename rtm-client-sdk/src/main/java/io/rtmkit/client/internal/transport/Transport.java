package io.rtmkit.client.internal.transport;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.rtmkit.protocol.v1.Envelope;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the first attempt to its end, with a reader and a writer thread of its own.
 * {@link #send} and {@link #close} may be called from any thread, never block and never throw.
 */
public final class Transport {
  private static final int READ_BUFFER_BYTES = 16 * 1024;
  private static final int LAST_WRITE_MS = 200;

  private final ServerAddress server;
  private final @Nullable String caFile;
  private final TransportListener listener;
  private final Outbox outbox = new Outbox();
  private final Silence silence = new Silence();
  private final WireCodec codec;
  private final Thread reader;
  private final Thread writer;

  /** The bare socket: closing it ends a connect, a handshake, a read and a write alike. */
  @GuardedBy("this")
  private @Nullable Socket socket;

  @GuardedBy("this")
  private boolean closed;

  private volatile @Nullable OutputStream out;

  private Transport(
      ServerAddress server,
      @Nullable String caFile,
      String threadName,
      TransportListener listener) {
    this.server = server;
    this.caFile = caFile;
    this.listener = listener;
    this.codec = server.isWebSocket() ? new WebSocketCodec(server, outbox) : new TcpCodec();
    this.reader = daemon(threadName + "-reader", this::runReader);
    this.writer = daemon(threadName + "-writer", this::runWriter);
  }

  /** Begins to connect. */
  public static Transport open(
      ServerAddress server,
      @Nullable String caFile,
      String threadName,
      TransportListener listener) {
    Transport transport = new Transport(server, caFile, threadName, listener);
    transport.reader.start();
    return transport;
  }

  /** Queues a frame, in order; forgets it if the connection has ended. */
  public void send(byte[] frame) {
    outbox.addFrame(frame);
  }

  /**
   * For how many milliseconds not one byte has come, at first since the beginning of the attempt.
   * The time in which the listener holds the reader does not count.
   */
  public long silentMs() {
    return silence.ms();
  }

  /** Ends the connection at once. */
  public void close() {
    outbox.finish();
    Socket open;
    synchronized (this) {
      closed = true;
      open = socket;
    }
    if (open != null) {
      closeQuietly(open);
    }
    if (Thread.currentThread() != reader) {
      // It may be waiting inside the listener rather than for the socket.
      reader.interrupt();
    }
  }

  private void runReader() {
    String why = "the reader of the connection failed";
    try {
      InputStream in = connect();
      writer.start();
      listener.onOpen();
      List<Envelope> frames = codec.read(in);
      while (frames != null) {
        if (!frames.isEmpty()) {
          silence.pause();
          listener.onFrames(frames);
          silence.resume();
        }
        frames = codec.read(in);
      }
      why = codec.endReason();
      outbox.finish();
      writer.join(LAST_WRITE_MS);
    } catch (IOException | RuntimeException e) {
      // Android throws a SecurityException at an app without the permission INTERNET, for example,
      // and ends every app in which a thread lets an exception escape.
      why = describe(e);
    } catch (InterruptedException e) {
      why = "the reader of the connection was interrupted";
    } finally {
      close();
      listener.onClosed(why);
    }
  }

  private InputStream connect() throws IOException {
    Socket connected;
    try {
      connected = connectAny();
    } catch (IOException | RuntimeException e) {
      throw new IOException("cannot connect to " + server.hostAndPort() + ": " + describe(e), e);
    }
    Socket stream = server.isTls() ? Sockets.startTls(connected, server, caFile) : connected;
    // Watched above TLS too: on Android it reads past the stream of the bare socket.
    InputStream watched = silence.watch(stream.getInputStream());
    InputStream in = new BufferedInputStream(watched, READ_BUFFER_BYTES);
    OutputStream output = stream.getOutputStream();
    out = output;
    codec.open(in, output);
    return in;
  }

  private Socket connectAny() throws IOException {
    IOException failure = new IOException("no address");
    for (InetAddress address : Sockets.resolve(server.host())) {
      Socket next = newWatchedSocket();
      adopt(next);
      try {
        Sockets.connect(next, address, server.port());
        return next;
      } catch (IOException e) {
        closeQuietly(next);
        failure = e;
      }
    }
    throw failure;
  }

  // Below TLS each byte counts, those of a handshake or of half a record too.
  private Socket newWatchedSocket() {
    return new Socket() {
      @Override
      public InputStream getInputStream() throws IOException {
        return silence.watch(super.getInputStream());
      }
    };
  }

  private synchronized void adopt(Socket next) throws IOException {
    if (closed) {
      throw new IOException("the attempt was given up");
    }
    socket = next;
  }

  private void runWriter() {
    try {
      Outbox.Batch batch = outbox.take();
      OutputStream stream = out;
      while (batch != null && stream != null) {
        if (batch.control.length > 0) {
          stream.write(batch.control);
        }
        if (batch.frames.length > 0) {
          stream.write(codec.wrap(batch.frames));
        }
        stream.flush();
        batch = outbox.take();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      // The reader finds the closed socket and tells the end.
      close();
    }
  }

  private static String describe(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static Thread daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is gone either way.
    }
  }
}
