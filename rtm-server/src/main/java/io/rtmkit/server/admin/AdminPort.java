package io.rtmkit.server.admin;

import io.rtmkit.server.config.AdminConfig;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import io.undertow.server.handlers.resource.ClassPathResourceManager;
import io.undertow.server.handlers.resource.ResourceHandler;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.xnio.Options;

/**
 * The port of operators and back ends. Without credentials it shows nothing but whether the server
 * lives and is ready, the console's files and the OpenAPI document. Opened and closed once.
 */
public final class AdminPort implements AutoCloseable {
  /**
   * Of a body that is too long so much is read and dropped: who still sends when the connection
   * closes gets a reset instead of the answer. At more the connection is cut.
   */
  private static final long READ_BYTES = 4L * Endpoint.BODY_BYTES;

  private static final int PARSE_MS = 5_000;
  private static final int IDLE_MS = 60_000;
  private static final int HEADER_BYTES = 16 << 10;
  private static final int MOST_CONNECTIONS = 1_000;
  private static final int WORKERS = 8;

  private static final String CONTENT_POLICY =
      "default-src 'self'; connect-src 'self' ws: wss:; style-src 'self'; img-src 'self' data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'";

  /** What is shown to everybody; it has no data of this server in it. */
  private static final String CONSOLE = "io/rtmkit/server/admin/console";

  private static final Set<String> CONSOLE_TYPES = Set.of(".html", ".css", ".js", ".svg", ".txt");

  private final Undertow server;

  private AdminPort(Undertow server) {
    this.server = server;
  }

  /**
   * Opens the port.
   *
   * @param operatorKey opens everything
   * @throws IOException if the address cannot be used; the message is for a person
   */
  public static AdminPort open(AdminConfig config, String operatorKey, AdminApi api)
      throws IOException {
    api.begin();
    Domain domain = api.domain();
    Authenticator authenticator = new Authenticator(operatorKey, domain.apps(), domain.clock());
    Gate gate = new Gate(authenticator, domain.apps(), config.rate(), domain.clock());
    HttpHandler root = new Root(api.routes(), gate, api.control());
    Undertow server =
        Undertow.builder()
            .addHttpListener(config.port(), config.host())
            .setIoThreads(1)
            .setWorkerThreads(WORKERS)
            .setDirectBuffers(false)
            .setSocketOption(Options.CONNECTION_HIGH_WATER, MOST_CONNECTIONS)
            .setSocketOption(Options.CONNECTION_LOW_WATER, MOST_CONNECTIONS)
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, READ_BYTES)
            .setServerOption(UndertowOptions.MAX_HEADER_SIZE, HEADER_BYTES)
            .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, PARSE_MS)
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, IDLE_MS)
            .setHandler(root)
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(
          "cannot listen on %s:%d (admin.port): %s"
              .formatted(config.host(), config.port(), cause.getMessage()),
          cause);
    }
    return new AdminPort(server);
  }

  /** Where the port is open. */
  public InetSocketAddress address() {
    return (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Sends every request where it belongs. */
  private static final class Root implements HttpHandler {
    private final ServerControl control;
    private final Supplier<OpenApi> openApi = new Once<>(OpenApi::load);
    private final ResourceHandler console =
        new ResourceHandler(
            new ClassPathResourceManager(AdminPort.class.getClassLoader(), CONSOLE));
    private final RoutingHandler routes = new RoutingHandler(false);

    Root(List<Route> table, Gate gate, ServerControl control) {
      this.control = control;
      for (Route route : table) {
        boolean vendor = route.path().startsWith(VendorRoutes.BASE);
        HttpHandler endpoint =
            new Endpoint(
                route, gate, openApi, vendor ? VendorAnswers::problem : ApiResponse::problem);
        routes.add(HttpString.tryFromString(route.method()), route.path(), endpoint);
      }
      routes.setFallbackHandler(
          refusing(gate, ApiException.notFound("there is nothing at this path")));
      routes.setInvalidMethodHandler(
          refusing(gate, ApiException.of(405, "this path does not take this method")));
    }

    /** Tells only those who have credentials what there is and is not. */
    private static HttpHandler refusing(Gate gate, ApiException problem) {
      return exchange -> {
        try {
          gate.admit(exchange, Access.OPERATOR, Map.of());
          Endpoint.send(exchange, ApiResponse.problem(problem));
        } catch (ApiException e) {
          Endpoint.send(exchange, ApiResponse.problem(e.status() == 403 ? problem : e));
        }
      };
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
      HeaderMap headers = exchange.getResponseHeaders();
      headers.put(Headers.X_CONTENT_TYPE_OPTIONS, "nosniff");
      headers.put(Headers.CONTENT_SECURITY_POLICY, CONTENT_POLICY);
      headers.put(Headers.REFERRER_POLICY, "no-referrer");
      headers.put(Headers.CACHE_CONTROL, "no-store");
      String path = exchange.getRelativePath();
      switch (path) {
        case "/livez" -> Endpoint.send(exchange, ApiResponse.text("text/plain", "ok\n"));
        case "/readyz" -> ready(exchange);
        case "/openapi.yaml" ->
            Endpoint.send(exchange, ApiResponse.text("application/yaml", openApi.get().text()));
        default -> {
          if (isConsole(path)) {
            console.handleRequest(exchange);
          } else {
            routes.handleRequest(exchange);
          }
        }
      }
    }

    private static boolean isConsole(String path) {
      int dot = path.lastIndexOf('.');
      boolean api = path.startsWith("/v1/") || path.startsWith("/dev/");
      return path.equals("/") || (!api && dot > 0 && CONSOLE_TYPES.contains(path.substring(dot)));
    }

    /** Without the reasons: they are for those who have credentials. */
    private void ready(HttpServerExchange exchange) {
      boolean ready = control.notReady().isEmpty();
      exchange.setStatusCode(ready ? 200 : 503);
      exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
      exchange.getResponseSender().send(ready ? "ready\n" : "not ready\n");
    }
  }
}
