package io.rtmkit.uniapp;

/** One call of one page. Under the lock of {@link SharedClient}. */
final class Call {
  final SharedClient shared;
  final RtmModule page;
  final Function function;
  final Options options;
  final Answer answer;

  Call(SharedClient shared, RtmModule page, Function function, Options options, Answer answer) {
    this.shared = shared;
    this.page = page;
    this.function = function;
    this.options = options;
    this.answer = answer;
  }

  /** What createInstance made; refuses the call if there is none. */
  Instance instance() {
    return shared.instance();
  }

  /** Refuses the call as having a bad argument. */
  Refusal invalid(String message) {
    return new Refusal(function.invalidCode, message);
  }
}
