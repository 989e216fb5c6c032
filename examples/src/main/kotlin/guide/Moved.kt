package guide

import io.rtmkit.client.ErrorInfo
import io.rtmkit.client.ResultCallback
import io.rtmkit.client.RtmChannel
import io.rtmkit.client.RtmChannelAttribute
import io.rtmkit.client.RtmChannelListener
import io.rtmkit.client.RtmChannelMember
import io.rtmkit.client.RtmClient
import io.rtmkit.client.RtmClientListener
import io.rtmkit.client.RtmImageMessage
import io.rtmkit.client.RtmMessage

/** Kotlin as it was written for the vendors' SDKs compiles, with and without question marks. */
class Moved(context: Any) : RtmClientListener, RtmChannelListener {
    private val client: RtmClient = RtmClient.createInstance(context, "0123456789abcdef0123456789abcdef", this)
    private val channel: RtmChannel? = client.createChannel("room", this)

    override fun onConnectionStateChanged(state: Int, reason: Int) {}

    override fun onMessageReceived(message: RtmMessage?, peerId: String?) {}

    override fun onTokenExpired() {}

    override fun onTokenPrivilegeWillExpire() {}

    override fun onPeersOnlineStatusChanged(peersStatus: MutableMap<String, Int>?) {}

    override fun onImageMessageReceivedFromPeer(message: RtmImageMessage?, peerId: String?) {}

    override fun onMemberCountUpdated(memberCount: Int) {}

    override fun onAttributesUpdated(attributes: List<RtmChannelAttribute>) {}

    override fun onMessageReceived(message: RtmMessage, fromMember: RtmChannelMember) {}

    override fun onMemberJoined(member: RtmChannelMember?) {}

    override fun onMemberLeft(member: RtmChannelMember?) {}

    fun begin() {
        client.login(null, "kim", object : ResultCallback<Void?> {
            override fun onSuccess(responseInfo: Void?) {
                channel?.join(null)
            }

            override fun onFailure(errorInfo: ErrorInfo?) {}
        })
        client.subscribePeersOnlineStatus(setOf("bob"), object : ResultCallback<Void> {
            override fun onSuccess(responseInfo: Void?) {}

            override fun onFailure(errorInfo: ErrorInfo) {}
        })
        client.sendMessageToPeer("bob", client.createMessage("hello"), null, null)
        client.logout(null)
    }
}
