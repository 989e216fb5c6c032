# Builds the server from its source, and makes an image of it: a JRE, one jar, no shell scripts but the launcher.

FROM maven:3-eclipse-temurin-25 AS build
WORKDIR /src
COPY pom.xml LICENSE ./
COPY .mvn .mvn
COPY loadtest loadtest
COPY rtm-uniapp-bridge rtm-uniapp-bridge
COPY rtm-protocol rtm-protocol
COPY rtm-client-sdk rtm-client-sdk
COPY rtm-server rtm-server
# The gates run elsewhere (mvn verify); here only what makes the jar.
RUN mvn -B -ntp -q -pl rtm-server -am package \
      -Dmaven.test.skip=true -Dspotless.check.skip=true -Dcheckstyle.skip=true -Danimal.sniffer.skip=true
# The native libraries for this machine, beside the jar: nothing is unpacked at the start, so /tmp is not needed.
RUN mkdir -p /opt/rtm-server/native unpacked && cd unpacked && jar xf ../rtm-server/target/rtm-server.jar \
 && case "$(uname -m)" in x86_64) rocks=linux64 ;; *) rocks=linux-aarch64 ;; esac \
 && cp "librocksdbjni-$rocks.so" "META-INF/native/libnetty_transport_native_epoll_$(uname -m | sed s/aarch64/aarch_64/).so" \
      /opt/rtm-server/native/ \
 && cp ../rtm-server/target/rtm-server.jar ../rtm-server/target/bom.json ../LICENSE /opt/rtm-server/

FROM eclipse-temurin:25-jre
COPY --from=build /opt/rtm-server /opt/rtm-server
COPY docker/rtm-server docker/train /usr/local/bin/
# A start, a ping and a stop, of which Java remembers the classes: later starts take half the time.
RUN chmod 0755 /usr/local/bin/rtm-server && sh /usr/local/bin/train && rm /usr/local/bin/train \
 && install -d -m 0750 -o 10001 -g 10001 /data

ENV RTM_LISTEN_HOST=0.0.0.0 \
    RTM_ADMIN_HOST=0.0.0.0 \
    RTM_DATA_PATH=/data \
    RTM_STORE_PATH=/data/messages \
    MALLOC_ARENA_MAX=2
USER 10001:10001
VOLUME /data
EXPOSE 7080 7090
# A ping over the server's own protocol. It starts a Java of its own, which takes a third of a second: not too often.
HEALTHCHECK --interval=15s --timeout=5s --start-period=15s --retries=3 CMD ["rtm-server", "health"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["rtm-server"]
CMD ["serve"]
