namespace Clarifai.Tests;

public sealed class StatusCodesTests
{
    public static TheoryData<int> Codes => [.. StatusCodes.All.Select(code => code.Value)];

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_that_is_no_success_has_an_error_and_a_success_has_none(int value)
    {
        StatusCode code = StatusCodes.Find(value);

        bool isSuccess = code.Action is StatusAction.Accept || value == StatusCodes.MixedStatus;
        Assert.Equal(isSuccess, code.Error is ErrorId.None);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void A_code_is_found_by_its_number_and_by_its_name_in_any_case(int value)
    {
        StatusCode code = StatusCodes.Find(value);

        Assert.Equal(value, code.Value);
        Assert.Matches("^[A-Z][A-Z0-9_]+$", code.Name);
        Assert.Same(code, StatusCodes.Find(code.Name));
        Assert.Same(code, StatusCodes.Find(code.Name.ToLowerInvariant()));
        Assert.True(StatusCodes.IsKnown(value));
    }

    [Fact]
    public void What_is_waited_out_is_never_an_error_that_ends_the_run() => Assert.DoesNotContain(
        StatusCodes.All,
        code => code.Action is StatusAction.Retry or StatusAction.RetryOnce or StatusAction.WaitForModel or StatusAction.Split
            && code.Error.EndsRun());

    [Fact]
    public void All_lists_each_code_once_in_ascending_order()
    {
        int[] values = [.. StatusCodes.All.Select(code => code.Value)];

        Assert.Equal(values.Distinct().Order(), values);
        Assert.Equal(values.Length, StatusCodes.All.Select(code => code.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [InlineData(30999, StatusAction.Fail, ErrorId.InputRejected)]
    [InlineData(47999, StatusAction.Fail, ErrorId.InputRejected)]
    [InlineData(98765, StatusAction.Retry, ErrorId.ServiceUnavailable)]
    [InlineData(99123, StatusAction.RetryOnce, ErrorId.ServiceUnavailable)]
    [InlineData(12345, StatusAction.Fail, ErrorId.InputRejected)]
    [InlineData(0, StatusAction.Fail, ErrorId.InputRejected)]
    [InlineData(-1, StatusAction.Fail, ErrorId.InputRejected)]
    public void A_code_that_nobody_knows_is_told_by_its_range(int value, Enum action, ErrorId error)
    {
        StatusCode code = StatusCodes.Find(value);

        Assert.Equal((value, action, error), (code.Value, (Enum)code.Action, code.Error));
        Assert.False(StatusCodes.IsKnown(value));
    }

    [Theory]
    [InlineData(10000, "SUCCESS", StatusAction.Accept)]
    [InlineData(10010, "MIXED_STATUS", StatusAction.ReadOutputs)]
    [InlineData(10020, "FAILURE", StatusAction.ReadOutputs)]
    [InlineData(10030, "TRY_AGAIN", StatusAction.Retry)]
    [InlineData(11005, "ACCOUNT_THROTTLED", StatusAction.Retry)]
    [InlineData(11009, "ACCOUNT_KEY_NOT_FOUND", StatusAction.Fail)]
    [InlineData(21200, "MODEL_DOES_NOT_EXIST", StatusAction.Fail)]
    [InlineData(21351, "MODEL_DEPLOYING", StatusAction.WaitForModel)]
    [InlineData(30002, "INPUT_DOWNLOAD_FAILED", StatusAction.Fail)]
    [InlineData(40033, "RPC_MAX_MESSAGE_SIZE_EXCEEDED", StatusAction.Split)]
    [InlineData(47901, "LOCAL_ENGINE_FFMPEG_NOT_FOUND", StatusAction.Fail)]
    [InlineData(99009, "INTERNAL_UNCATEGORIZED", StatusAction.RetryOnce)]
    public void Some_codes_as_the_reference_has_them(int value, string name, Enum action) =>
        Assert.Equal((name, action), (StatusCodes.Find(value).Name, (Enum)StatusCodes.Find(value).Action));

    [Fact]
    public void A_name_that_nobody_knows_is_no_code() => Assert.Null(StatusCodes.Find("OUT_OF_COFFEE"));
}
