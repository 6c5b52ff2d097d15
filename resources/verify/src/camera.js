// The camera: frame after frame until a code is read.
//
// What a newcomer gets wrong: taking the camera for granted. A page opened from a file is no "secure context" in every
// browser; where there is no camera to ask for, the page says so and what to do instead.

const PAUSE = 60; // milliseconds between two frames
const CENTRE = 0.6; // of a frame's shorter side: where people hold the code

/** Watches the camera in `video`; `found(texts)` ends it, as `stop()` does. */
class Camera {
  constructor(video, found) {
    this.video = video;
    this.found = found;
    this.stream = null;
    this.turn = 0;
  }

  get isOn() {
    return this.stream !== null;
  }

  /** "" once it runs; otherwise why it can't: "none", "refused", "missing", "busy". */
  async start() {
    if (!navigator.mediaDevices?.getUserMedia) return "none";
    const wanted = { facingMode: { ideal: "environment" }, width: { ideal: 1920 }, height: { ideal: 1080 } };
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
    } catch (error) {
      return { NotAllowedError: "refused", SecurityError: "none", NotFoundError: "missing" }[error.name] ?? "busy";
    }
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    await this.video.play().catch(() => {});
    this.watch(++this.turn);
    return "";
  }

  stop() {
    this.turn++;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.stream = null;
    this.video.srcObject = null;
    this.video.hidden = true;
  }

  async watch(turn) {
    for (let frame = 0; this.turn === turn; frame++) {
      const texts = this.video.videoWidth ? await this.look(frame) : [];
      if (this.turn !== turn) return;
      if (texts.length) {
        this.stop();
        this.found(texts);
        return;
      }
      await new Promise((go) => setTimeout(go, PAUSE));
    }
  }

  /** The whole frame, and every second time its centre, sharpened and enlarged. */
  async look(frame) {
    const { video } = this;
    const picture = grayOf(video, video.videoWidth, video.videoHeight);
    const whole = scan(picture);
    if (whole.length) return whole;
    if (frame % 2 === 0) return detected(video, false);
    const side = Math.floor(Math.min(picture.width, picture.height) * CENTRE);
    const middle = { x: (picture.width - side) >> 1, y: (picture.height - side) >> 1, width: side, height: side };
    return scan(enlarged(sharpened(cut(picture, middle)), 2));
  }
}
