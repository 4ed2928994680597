import Testing

@testable import SMSGateways

/// The worked examples that the clouds publish; both were reckoned anew with Python's hmac before they were taken over.
@Suite("Signatures of requests")
struct RequestSignatureTests {
  /// help.aliyun.com, "V3 request structure and signature", the example with fixed values.
  @Test("Aliyun's published example")
  func aliyun() throws {
    let signature = AliyunSignature(
      host: "ecs.cn-shanghai.aliyuncs.com", action: "RunInstances", version: "2014-05-26",
      date: "2023-10-26T10:22:32Z", nonce: "3156853299f313e23d1673dc12e1703d")
    let query = "ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai"
    let headers = try signature.headers(query: query, user: "YourAccessKeyId", secret: "YourAccessKeySecret")
    #expect(
      headers.last
        == "Authorization: ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
        + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        + "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0")
    #expect(headers.contains("x-acs-signature-nonce: 3156853299f313e23d1673dc12e1703d"))
  }

  /// cloud.tencent.com, "Signature v3" (213/30654 and the same page of every product): the keys are the masked strings
  /// as they stand there, and the call is among what is signed.
  @Test("Tencent Cloud's published example")
  func tencent() throws {
    let signature = TencentSignature(
      host: "cvm.tencentcloudapi.com", service: "cvm", action: "DescribeInstances", version: "2017-03-12",
      region: "ap-guangzhou", seconds: 1_551_113_065)
    let body =
      #"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#
    let headers = try signature.headers(
      body: Array(body.utf8), user: "AKID********************************",
      secret: "********************************")
    #expect(
      headers.last
        == "Authorization: TC3-HMAC-SHA256 Credential=AKID********************************/2019-02-25/cvm/tc3_request, "
        + "SignedHeaders=content-type;host;x-tc-action, "
        + "Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f")
    #expect(headers.contains("X-TC-Timestamp: 1551113065"))
  }
}
