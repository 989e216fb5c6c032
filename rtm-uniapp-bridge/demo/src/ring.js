// A call that rings: a tone in browsers, made without a file; elsewhere the phone shakes.
let timer = 0;
let audio = null;

export function startRinging() {
  if (timer) return;
  ringOnce();
  timer = setInterval(ringOnce, 2000);
}

export function stopRinging() {
  clearInterval(timer);
  timer = 0;
}

function ringOnce() {
  // #ifdef H5
  beep(0, 0.4);
  beep(0.5, 0.4);
  // #endif
  // #ifndef H5
  uni.vibrateLong({ fail() {} });
  // #endif
}

function beep(after, seconds) {
  try {
    const Context = window.AudioContext || window.webkitAudioContext;
    audio = audio || new Context();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + after;
    tone.frequency.value = 440;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(0.08, start + 0.03);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + seconds);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + seconds);
  } catch {
    // No sound is no reason not to ring.
  }
}
