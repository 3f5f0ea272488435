/**
 * The extension that iOS runs before it shows a push: it downloads the picture that Dynamics names in `data.imageUrl`
 * of the payload and attaches it. Whatever goes wrong, the text is shown.
 */
export const swift = `import UniformTypeIdentifiers
import UserNotifications

/// Attaches the picture that Dynamics names in \`data.imageUrl\`. Whatever goes wrong, the text is shown.
final class NotificationService: UNNotificationServiceExtension {
  private let lock = NSLock()
  private var show: ((UNNotificationContent) -> Void)?
  private var original: UNNotificationContent?
  private var download: URLSessionDownloadTask?

  override func didReceive(
    _ request: UNNotificationRequest,
    withContentHandler contentHandler: @escaping (UNNotificationContent) -> Void
  ) {
    guard let url = NotificationService.imageUrl(of: request.content.userInfo) else {
      contentHandler(request.content)
      return
    }
    show = contentHandler
    original = request.content
    download = URLSession.shared.downloadTask(with: url) { file, response, _ in
      self.finish(with: NotificationService.attachment(of: file, response))
    }
    download?.resume()
  }

  /// iOS allows some thirty seconds in all.
  override func serviceExtensionTimeWillExpire() {
    download?.cancel()
    finish(with: nil)
  }

  /// The handler may be called once, and the download and the end of the time may meet.
  private func finish(with picture: UNNotificationAttachment?) {
    lock.lock()
    let show = self.show
    self.show = nil
    lock.unlock()
    guard let show = show, let original = original else { return }
    guard let picture = picture, let content = original.mutableCopy() as? UNMutableNotificationContent else {
      show(original)
      return
    }
    content.attachments = [picture]
    show(content)
  }

  private static func imageUrl(of payload: [AnyHashable: Any]) -> URL? {
    guard
      let data = payload["data"] as? [String: Any],
      let text = data["imageUrl"] as? String,
      let url = URL(string: text),
      url.scheme?.lowercased() == "https"
    else { return nil }
    return url
  }

  /// iOS tells what a file is by its name, and takes the file away.
  private static func attachment(of file: URL?, _ response: URLResponse?) -> UNNotificationAttachment? {
    guard
      let file = file,
      let answer = response as? HTTPURLResponse,
      (200..<300).contains(answer.statusCode),
      let mimeType = answer.mimeType,
      let type = UTType(mimeType: mimeType),
      type.conforms(to: .image),
      let ending = type.preferredFilenameExtension
    else { return nil }
    let named = FileManager.default.temporaryDirectory
      .appendingPathComponent(UUID().uuidString)
      .appendingPathExtension(ending)
    do {
      try FileManager.default.moveItem(at: file, to: named)
      return try UNNotificationAttachment(identifier: "", url: named, options: nil)
    } catch {
      return nil
    }
  }
}
`;
