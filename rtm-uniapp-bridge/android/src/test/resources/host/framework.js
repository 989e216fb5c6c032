// What uni-app's framework does with calls of native modules and their callbacks.
(function (host) {
  const callbacks = new Map();
  let lastId = 0;

  function toHost(argument) {
    if (typeof argument === 'function') {
      const id = String(++lastId);
      callbacks.set(id, argument);
      return id;
    }
    if (argument === undefined || argument === null) {
      return '';
    }
    if (argument instanceof Date) {
      return argument.toISOString();
    }
    return argument instanceof RegExp ? String(argument) : argument;
  }

  globalThis.uni = {
    requireNativePlugin: () => new Proxy({}, {
      get: (target, method) => (...args) => {
        const result = host.call(String(method), JSON.stringify(args.map(toHost)));
        return result === null ? undefined : JSON.parse(result);
      },
    }),
  };

  return (id, json, keepAlive) => {
    const callback = callbacks.get(id);
    if (!keepAlive) {
      callbacks.delete(id);
    }
    if (callback) {
      callback(JSON.parse(json));
    }
  };
})
