package io.rtmkit.server.admin;

/** A request that is refused, and why; becomes a problem document (RFC 9457). */
final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int status;
  private final String field;

  private ApiException(int status, String field, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.field = field;
  }

  /**
   * Something is wrong with one field.
   *
   * @param detail begins with the field's name
   */
  static ApiException badField(String field, String detail) {
    return new ApiException(400, field, detail);
  }

  static ApiException notFound(String detail) {
    return new ApiException(404, "", detail);
  }

  /** The request is good, but not as things stand. */
  static ApiException conflict(String detail) {
    return new ApiException(409, "", detail);
  }

  static ApiException forbidden(String detail) {
    return new ApiException(403, "", detail);
  }

  /** Something that the server needs does not answer at present. */
  static ApiException unavailable(String detail) {
    return new ApiException(503, "", detail);
  }

  static ApiException of(int status, String detail) {
    return new ApiException(status, "", detail);
  }

  int status() {
    return status;
  }

  /** What is wrong in the request; empty if no single field is. */
  String field() {
    return field;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
