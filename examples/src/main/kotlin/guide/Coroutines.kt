package guide

import io.rtmkit.client.ErrorInfo
import io.rtmkit.client.ResultCallback
import io.rtmkit.client.RtmClient
import java.util.concurrent.CompletableFuture
import java.util.function.Consumer
import kotlin.coroutines.Continuation
import kotlin.coroutines.EmptyCoroutineContext
import kotlin.coroutines.resume
import kotlin.coroutines.resumeWithException
import kotlin.coroutines.startCoroutine
import kotlin.coroutines.suspendCoroutine

// region answer
class RtmFailure(val code: Int, text: String) : Exception("code $code: $text")

suspend fun <T> answer(call: (ResultCallback<T>) -> Unit): T = suspendCoroutine { waiting ->
    call(object : ResultCallback<T> {
        override fun onSuccess(result: T) = waiting.resume(result)

        override fun onFailure(errorInfo: ErrorInfo) =
            waiting.resumeWithException(RtmFailure(errorInfo.errorCode, errorInfo.errorDescription))
    })
}
// endregion

// region talk
suspend fun talk(server: String, show: (String) -> Unit) {
    val client = RtmClient.createInstance("0123456789abcdef0123456789abcdef") { message, from ->
        show("$from says ${message.text}")
    }
    client.setParameters("""{"rtm.server": "$server"}""")
    answer<Void?> { client.login(null, "kim", it) }
    answer<Void?> { client.sendMessageToPeer("kim", client.createMessage("hello"), null, it) }
    val online = answer<Map<String, Boolean>> { client.queryPeersOnlineStatus(setOf("kim"), it) }
    show("online: $online")
    try {
        answer<Void?> { client.sendMessageToPeer("nobody", client.createMessage("hello"), null, it) }
    } catch (failure: RtmFailure) {
        show("failed: ${failure.code}")
    }
    client.release()
}
// endregion

/** For callers that are no coroutines: begins to talk. */
fun begin(server: String, show: Consumer<String>): CompletableFuture<Unit> {
    val done = CompletableFuture<Unit>()
    val body: suspend () -> Unit = { talk(server, show::accept) }
    body.startCoroutine(
        Continuation(EmptyCoroutineContext) { result ->
            result.fold(done::complete, done::completeExceptionally)
        },
    )
    return done
}
