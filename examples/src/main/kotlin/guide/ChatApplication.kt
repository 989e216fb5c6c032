package guide

import android.app.Application
import android.os.Handler
import android.os.Looper
import io.rtmkit.client.RtmClient
import io.rtmkit.client.RtmClientListener
import io.rtmkit.client.RtmMessage
import java.io.File

/** One client for the whole application; its callbacks come on the main thread. */
// region application
class ChatApplication : Application(), RtmClientListener {
    lateinit var client: RtmClient
        private set

    override fun onCreate() {
        super.onCreate()
        val mainThread = Handler(Looper.getMainLooper())
        client = RtmClient.createInstance("0123456789abcdef0123456789abcdef", this) { mainThread.post(it) }
        client.setParameters("""{"rtm.server": "rtms://rtm.example.com:7080"}""")
        client.setLogFile(File(filesDir, "rtm.log").path)
    }

    override fun onMessageReceived(message: RtmMessage, peerId: String) {
        // show it: this is the main thread
    }

    override fun onConnectionStateChanged(state: Int, reason: Int) {
        // RtmStatusCode.ConnectionState
    }
}
// endregion

// region network
/** To be called when the network is back: the client then does not wait for its next attempt. */
fun onNetworkAvailable(client: RtmClient, token: String) {
    client.renewToken(token, null)
}
// endregion
