# Builds the server from its source, and makes an image of it: a JRE, one jar and its native libraries.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml LICENSE ./
COPY .mvn .mvn
COPY rtm-bom rtm-bom
COPY examples examples
COPY loadtest loadtest
COPY rtm-uniapp-bridge rtm-uniapp-bridge
COPY rtm-protocol rtm-protocol
COPY rtm-client-sdk rtm-client-sdk
COPY rtm-server rtm-server
# The gates run elsewhere (mvn verify); here only what makes the jar.
RUN mvn -B -ntp -q -pl rtm-server -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true -Danimal.sniffer.skip=true
# Native libraries for this machine beside the jar: nothing is unpacked at the start, so /tmp need not be writable.
# Redis, which the tests bring along, is for the training below.
RUN case "$(uname -m)" in \
      x86_64) rocks=linux64; netty=x86_64; redis=linux-amd64 ;; \
      *) rocks=linux-aarch64; netty=aarch_64; redis=linux-arm64 ;; \
    esac \
 && mkdir -p /opt/rtm-server/native /opt/training && cd /opt/training \
 && cp /src/rtm-server/target/rtm-server.jar /src/rtm-server/target/bom.json /src/LICENSE /opt/rtm-server/ \
 && jar xf /opt/rtm-server/rtm-server.jar \
 && cp "librocksdbjni-$rocks.so" "META-INF/native/libnetty_transport_native_epoll_$netty.so" /opt/rtm-server/native/ \
 && rm -rf ./* && jar xf /src/rtm-server/target/redis-6.2/redis.jar && mv redis-server-6.2*"$redis" /opt/redis-server

FROM eclipse-temurin:25-jre AS training
COPY --from=build /opt/rtm-server /opt/rtm-server
COPY --from=build /opt/redis-server /usr/local/bin/redis-server
COPY docker/rtm-server docker/train /usr/local/bin/
# A start, a ping and a stop, of which Java writes down the classes: later starts take half the time.
RUN sh /usr/local/bin/train

FROM eclipse-temurin:25-jre
COPY --from=training /opt/rtm-server /opt/rtm-server
COPY docker/rtm-server /usr/local/bin/rtm-server
RUN chmod 0755 /usr/local/bin/rtm-server && install -d -m 0750 -o 10001 -g 10001 /data

# MALLOC_ARENA_MAX: glibc otherwise keeps a heap for each thread.
ENV RTM_LISTEN_HOST=0.0.0.0 \
    RTM_ADMIN_HOST=0.0.0.0 \
    RTM_DATA_PATH=/data \
    RTM_STORE_PATH=/data/messages \
    MALLOC_ARENA_MAX=2
USER 10001:10001
VOLUME /data
EXPOSE 7080 7090
# A ping over the server's own protocol. It starts a Java of its own, half a second of one core: not too often.
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s --retries=3 CMD ["rtm-server", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["rtm-server"]
CMD ["serve"]
