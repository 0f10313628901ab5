using System.Net;
using Clarifai.Local.Manifests;
using Clarifai.Local.Protocol;
using Clarifai.Local.Storage;
using Microsoft.AspNetCore.Connections;

namespace Clarifai.Local.Hosting;

/// <summary>Answers every failed request in the protocol's envelope.</summary>
internal sealed class FailureAnswers(ILogger<FailureAnswers> log, CancellationToken ended)
{
    // About the time of a batch of images.
    private const string RetryAfterSeconds = "1";

    // The status that other servers log for a request whose client has disconnected.
    private const int ClientLeft = 499;

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        context.TraceIdentifier = Guid.NewGuid().ToString("N");
        try
        {
            await AnswerAsync(context, next);
        }
        catch (Exception failure) when (MeansThatNobodyWaits(failure, context))
        {
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientLeft;
            }

            context.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (!context.Response.HasStarted)
            {
                await AnswerUnroutedAsync(context);
            }
        }
        catch (RequestRejectedException rejected)
        {
            if (rejected.Http == HttpStatusCode.TooManyRequests)
            {
                context.Response.Headers.RetryAfter = RetryAfterSeconds;
            }

            await Answer.SendAsync(context, rejected.Http, rejected.Code, rejected.Message);
        }
        catch (ModelFileException unusable)
        {
            log.LogError("Request {Id} failed: {Reason}", context.TraceIdentifier, unusable.Message);
            RequestRejectedException refusal = ModelLoading.Refusal(unusable);
            await Answer.SendAsync(context, refusal.Http, refusal.Code, refusal.Message);
        }
        catch (DatabaseException unusable)
        {
            log.LogError("Request {Id} failed: {Reason}", context.TraceIdentifier, unusable.Message);
            await Answer.SendAsync(
                context, HttpStatusCode.InternalServerError, EngineStatusCodes.InternalFailure, unusable.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            await Answer.SendAsync(context, (HttpStatusCode)malformed.StatusCode, StatusCodes.BadRequestFormat, malformed.Message);
        }
        catch (IOException malformed) when (malformed.InnerException is OverflowException)
        {
            // This is how the server reports a chunk length that overflows. It drops the connection when it continues to read, so the
            // response is sent first.
            await Answer.SendAsync(
                context, HttpStatusCode.BadRequest, StatusCodes.BadRequestFormat, "The length of a chunk of the body cannot be read.");
            await context.Response.CompleteAsync();
        }
        catch (Exception failure) when (!MeansThatNobodyWaits(failure, context))
        {
            log.LogError(failure, "Request {Id} failed.", context.TraceIdentifier);
            if (context.Response.HasStarted)
            {
                throw;
            }

            await Answer.SendAsync(
                context,
                HttpStatusCode.InternalServerError,
                EngineStatusCodes.InternalFailure,
                "The engine failed on this request; its log has the reason.");
        }
    }

    private bool MeansThatNobodyWaits(Exception failure, HttpContext context) => failure is ConnectionResetException
        || (failure is OperationCanceledException && (context.RequestAborted.IsCancellationRequested || ended.IsCancellationRequested));

    // Routing sets the status if it finds no endpoint, without a body.
    private static Task AnswerUnroutedAsync(HttpContext context) => (HttpStatusCode)context.Response.StatusCode switch
    {
        HttpStatusCode.NotFound => Answer.SendAsync(
            context, HttpStatusCode.NotFound, StatusCodes.RequestDoesNotExist, "The address does not exist."),
        HttpStatusCode.MethodNotAllowed => Answer.SendAsync(
            context,
            HttpStatusCode.MethodNotAllowed,
            StatusCodes.MethodNotAllowed,
            $"The address supports {context.Response.Headers.Allow}, not {context.Request.Method}."),
        HttpStatusCode other => throw new InvalidOperationException($"A request ended with {other} and without a response."),
    };
}
